# Goldens of tests/coding/test_agreement.py: Cohen's kappa by R's psych, on data made here.
# Rscript --vanilla kappa.R
suppressPackageStartupMessages({library(psych); library(jsonlite)})
set.seed(20231114)
case <- function(n, k, agree) {
  first <- sample(k, n, replace = TRUE, prob = seq_len(k))
  second <- ifelse(runif(n) < agree, first, sample(k, n, replace = TRUE))
  # psych wants every category to occur; the table is what it works on.
  both <- table(factor(first, seq_len(k)), factor(second, seq_len(k)))
  list(first = first, second = second, kappa = suppressWarnings(cohen.kappa(both)$kappa))
}
cases <- list(case(40, 2, 0.8), case(100, 3, 0.6), case(500, 7, 0.3), case(60, 4, 0.95))
cat(toJSON(cases, digits = NA, auto_unbox = TRUE))
