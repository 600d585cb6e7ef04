# What R says of pairs of columns: Rscript --vanilla letters.R FOLDER
# FOLDER holds shares.csv (yes, n by column and case) and answers.csv (case, column, y). Prints
# JSON: for each case the p values of pairs, first column before second, not corrected.
folder <- commandArgs(trailingOnly = TRUE)[1]
number <- function(x) format(x, digits = 17)
say <- function(case, p) {
  pairs <- combn(nrow(p) + 1, 2)
  values <- apply(pairs, 2, function(pair) p[pair[2] - 1, pair[1]])
  sprintf('"%s": [%s]', case, paste(number(values), collapse = ", "))
}
shares <- read.csv(file.path(folder, "shares.csv"))
of_shares <- sapply(split(shares, shares$case), function(one) {
  # z with the pooled proportion is the root of Pearson's statistic without Yates.
  found <- suppressWarnings(
    pairwise.prop.test(one$yes, one$n, p.adjust.method = "none", correct = FALSE)
  )
  say(one$case[1], found$p.value)
})
answers <- read.csv(file.path(folder, "answers.csv"))
of_means <- sapply(split(answers, answers$case), function(one) {
  found <- pairwise.t.test(one$y, factor(one$column), p.adjust.method = "none", pool.sd = TRUE)
  say(one$case[1], found$p.value)
})
cat(paste0("{", paste(c(of_shares, of_means), collapse = ", "), "}"))
