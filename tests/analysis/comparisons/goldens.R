# What R says of the answers in compared_answers.py: Rscript --vanilla goldens.R FOLDER
# FOLDER holds their CSV files. Prints JSON, an object of numbers a case.
suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
given <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))

found <- list()
say <- function(case, ...) found[[case]] <<- c(...)
of_test <- function(test) c(
  statistic = unname(test$statistic), df = unname(test$parameter), p = unname(test$p.value)
)

sides <- c("two.sided", "less", "greater")
for (name in c("pairs", "pairs_untied", "pairs_many")) {
  data <- given(name)
  for (side in sides) for (correct in c(TRUE, FALSE)) for (exact in c(NA, FALSE)) {
    test <- suppressWarnings(wilcox.test(
      data$before, data$after, paired = TRUE, alternative = side, correct = correct,
      exact = if (is.na(exact)) NULL else exact
    ))
    how <- if (is.na(exact)) "default" else "normal"
    say(paste("signed_rank", name, side, correct, how), of_test(test))
  }
}
for (name in c("groups", "groups_untied", "groups_many")) {
  data <- given(name)
  du <- data$y[data$group == "DU"]
  mt <- data$y[data$group == "MT"]
  for (side in sides) for (correct in c(TRUE, FALSE)) for (exact in c(NA, FALSE)) {
    test <- suppressWarnings(wilcox.test(
      du, mt, alternative = side, correct = correct, exact = if (is.na(exact)) NULL else exact
    ))
    how <- if (is.na(exact)) "default" else "normal"
    say(paste("mann_whitney", name, side, correct, how), of_test(test))
  }
  say(paste("kruskal_wallis", name), of_test(kruskal.test(y ~ group, data)))
}
say("friedman judgements", of_test(friedman.test(as.matrix(given("judgements")))))

square <- function(...) matrix(c(...), byrow = TRUE, nrow = sqrt(length(c(...))))
squares <- list(
  two = square(30, 12, 5, 53), even = square(10, 7, 7, 9), small = square(4, 5, 1, 3),
  three = square(20, 9, 4, 3, 15, 8, 1, 2, 18)
)
for (name in names(squares)) {
  counts <- squares[[name]]
  for (correct in c(TRUE, FALSE))
    say(paste("mcnemar", name, correct), of_test(mcnemar.test(counts, correct = correct)))
  if (nrow(counts) == 2) {
    exact <- binom.test(counts[1, 2], counts[1, 2] + counts[2, 1])
    say(paste("mcnemar exact", name), c(p = exact$p.value, low = exact$conf.int[1], high = exact$conf.int[2]))
  }
}
rectangles <- list(
  two = square(30, 12, 5, 53), small = square(4, 5, 1, 3),
  wide = matrix(c(12, 8, 20, 5, 9, 30), byrow = TRUE, nrow = 2)
)
for (name in names(rectangles)) {
  counts <- rectangles[[name]]
  for (correct in c(TRUE, FALSE))
    say(paste("chi_square", name, correct), of_test(suppressWarnings(chisq.test(counts, correct = correct))))
  if (ncol(counts) == 2) {
    test <- fisher.test(counts)
    say(paste("fisher", name), c(
      p = test$p.value, odds_ratio = unname(test$estimate), low = test$conf.int[1], high = test$conf.int[2]
    ))
  }
}
for (method in c("holm", "bonferroni", "BH"))
  say(paste("adjusted", method), setNames(p.adjust(given("p_values")$p, method), paste0("p", 1:9)))

data <- given("design")
data$two <- factor(data$two)
data$body <- factor(data$body)
designs <- list(
  plain = svydesign(~1, weights = ~weight, data = data),
  clustered = svydesign(~cluster, strata = ~stratum, weights = ~weight, data = data),
  corrected = svydesign(~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, data = data)
)
designs$poststratified <- postStratify(
  designs$clustered, ~stratum, data.frame(stratum = 0:3, Freq = c(120, 150, 110, 140))
)
for (name in names(designs)) for (test in c("wilcoxon", "vanderWaerden", "median", "KruskalWallis")) {
  of_two <- svyranktest(y ~ two, designs[[name]], test = test)
  say(paste("rank_test", name, test, "two"), c(
    statistic = unname(of_two$statistic), df = unname(of_two$parameter),
    p = unname(of_two$p.value), estimate = unname(of_two$estimate)
  ))
  if (test != "median") {
    of_score <- svyranktest(score ~ two, designs[[name]], test = test)
    say(paste("rank_test", name, test, "score"), c(
      statistic = unname(of_score$statistic), df = unname(of_score$parameter),
      p = unname(of_score$p.value), estimate = unname(of_score$estimate)
    ))
  }
  # Of several groups, R's "parameter" is the Wald chi-square and its "statistic" the degrees.
  of_three <- svyranktest(y ~ body, designs[[name]], test = test)
  say(paste("rank_test", name, test, "body"), c(
    chi_square = unname(of_three$parameter), df = unname(of_three$statistic),
    ddf = unname(of_three$ddf), p = as.vector(of_three$p.value)
  ))
}

as_number <- function(x) if (is.na(x)) "null" else sprintf("%.17g", x)
as_object <- function(values)
  paste0("{", paste0('"', names(values), '": ', vapply(values, as_number, ""), collapse = ", "), "}")
lines <- paste0(' "', names(found), '": ', vapply(found, as_object, ""))
cat("{\n", paste(lines, collapse = ",\n"), "\n}\n", sep = "")
