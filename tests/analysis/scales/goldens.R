# What R says of the answers in scale_survey.py: Rscript --vanilla goldens.R FOLDER
# FOLDER holds attitudes.csv. Prints JSON, an object of numbers a case.
suppressMessages(library(psych))
folder <- commandArgs(trailingOnly = TRUE)[1]
data <- read.csv(file.path(folder, "attitudes.csv"))
data[data == 9] <- NA
data$C1_5 <- 6 - data$C1_5

found <- list()
say <- function(case, ...) found[[case]] <<- c(...)
named <- function(values, names) setNames(as.vector(values), names)

# As close to the optimum as this machine's arithmetic lets the search come.
fitted_closely <- function(items) {
  for (factr in c(1e2, 1e3, 1e4, 1e5)) {
    found <- try(silent = TRUE, factanal(items, 1, rotation = "none", control = list(
      opt = list(factr = factr, pgtol = 0, maxit = 10000)
    )))
    if (!inherits(found, "try-error")) return(found)
  }
  stop("factanal does not settle")
}

scales <- list(six = paste0("C1_", 1:6), three = paste0("D1_", 1:3), two = c("C1_1", "C1_2"))
for (name in names(scales)) {
  items <- na.omit(data[scales[[name]]])
  n <- nrow(items)
  k <- ncol(items)
  of_alpha <- suppressWarnings(alpha(items, check.keys = FALSE, warnings = FALSE))
  raw <- of_alpha$total$raw_alpha
  feldt <- alpha.ci(raw, n.obs = n, n.var = k)
  # psych's ase, from the covariances
  C <- cov(items)
  tr <- function(m) sum(diag(m))
  Q <- (2 * k^2 / ((k - 1)^2 * sum(C)^3)) * (sum(C) * (tr(C %*% C) + tr(C)^2) - 2 * tr(C) * sum(C %*% C))
  stopifnot(abs(sqrt(Q / n) - of_alpha$total$ase) < 1e-12)
  say(paste("alpha", name), c(
    alpha = raw, standardised = of_alpha$total$std.alpha, n = n,
    feldt_low = feldt$lower.ci, feldt_high = feldt$upper.ci,
    duhachek_low = raw - qnorm(0.975) * of_alpha$total$ase,
    duhachek_high = raw + qnorm(0.975) * of_alpha$total$ase
  ))
  say(paste("item_rest", name), named(of_alpha$item.stats$r.drop, scales[[name]]))
  if (k > 2) {
    say(paste("alpha_without", name), named(of_alpha$alpha.drop$raw_alpha, scales[[name]]))
    say(paste("explained", name), named(smc(cor(items)), scales[[name]]))
    fitted <- fitted_closely(items)
    turn <- sign(sum(fitted$loadings))
    loadings <- turn * as.vector(fitted$loadings)
    say(paste("loadings", name), named(loadings, scales[[name]]))
    say(paste("uniquenesses", name), named(fitted$uniquenesses, scales[[name]]))
    spread <- apply(items, 2, sd)
    omega_of <- function(lambda, psi) sum(lambda)^2 / (sum(lambda)^2 + sum(psi))
    by_psych <- fa(items, 1, fm = "ml", rotate = "none")
    say(paste("omega", name), c(
      omega = omega_of(loadings * spread, fitted$uniquenesses * spread^2),
      standardised = omega_of(loadings, fitted$uniquenesses),
      psych = omega_of(turn * as.vector(by_psych$loadings), by_psych$uniquenesses)
    ))
    if (fitted$dof > 0)
      say(paste("fit", name), c(chi_square = unname(fitted$STATISTIC), df = fitted$dof, p = unname(fitted$PVAL)))
  }
}

as_number <- function(x) sprintf("%.17g", x)
as_object <- function(values)
  paste0("{", paste0('"', names(values), '": ', vapply(values, as_number, ""), collapse = ", "), "}")
lines <- paste0(' "', names(found), '": ', vapply(found, as_object, ""))
cat("{\n", paste(lines, collapse = ",\n"), "\n}\n", sep = "")
