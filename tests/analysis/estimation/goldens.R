# What R survey says of the samples in design_samples.py: Rscript --vanilla goldens.R FOLDER
# FOLDER holds their CSV files and replicate weights drawn by phieu (test_goldens.py writes them).
# Prints JSON: numbers by design and figure; null where R has none.
suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
sample_of <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))

said <- character()
say <- function(design, figure, numbers) {
  numbers <- as.numeric(numbers)
  texts <- ifelse(is.finite(numbers), sprintf("%.17g", numbers), "null")
  line <- sprintf(' "%s %s": [%s]', design, figure, paste(texts, collapse = ", "))
  said <<- c(said, line)
}

by_domain <- function(formula, design, statistic, ...)
  svyby(formula, ~g, design, statistic, na.rm = TRUE, ...)

battery <- function(name, des) {
  df <- degf(des)
  put <- function(figure, numbers) say(name, figure, numbers)
  one <- function(figure, found)
    put(figure, c(coef(found), SE(found), confint(found, df = df), deff(found)))
  put("df", df)
  one("mean", svymean(~y, des, deff = TRUE))
  one("mean_gaps", svymean(~z, des, na.rm = TRUE, deff = TRUE))
  one("total", svytotal(~y, des, deff = TRUE))
  one("total_gaps", svytotal(~z, des, na.rm = TRUE, deff = TRUE))
  linearised <- !inherits(des, "svyrep.design") # else R stops where deff is asked for
  found <- svyratio(~y, ~x, des, deff = linearised)
  put("ratio", c(coef(found), SE(found), confint(found, df = df),
                 if (linearised) attr(found, "deff")))
  found <- svyratio(~z, ~x, des, na.rm = TRUE)
  put("ratio_gaps", c(coef(found), SE(found)))
  found <- by_domain(~y, des, svymean, deff = TRUE, covmat = TRUE)
  put("domain_means", c(coef(found), SE(found), found[["DEff.y"]]))
  put("domain_covariance", vcov(found))
  found <- by_domain(~z, des, svytotal)
  put("domain_totals_gaps", c(coef(found), SE(found)))
  found <- svyby(~y, ~g, denominator = ~x, des, svyratio)
  put("domain_ratios", c(coef(found), SE(found)))
  for (level in 1:3) {
    des <- update(des, is = as.numeric(k == level))
    for (method in c("xlogit", "beta", "mean")) {
      found <- svyciprop(~is, des, method = method)
      put(paste0("share_", method, level), c(coef(found), SE(found), attr(found, "ci")))
    }
    found <- svyciprop(~is, subset(des, g == "b"), method = "beta")
    put(paste0("domain_share", level), c(coef(found), SE(found), attr(found, "ci")))
  }
  for (p in c(0.25, 0.5, 0.8))
    put(paste0("quantile", p), svyquantile(~z, des, p, na.rm = TRUE)$z)
  put("domain_median", svyquantile(~y, subset(des, g == "c"), 0.5)$y)
  if (linearised) # R gives replicates the interval "mean" whatever it is asked for
    put("quantile_beta", svyquantile(~y, des, 0.5, interval.type = "beta")$y)
  test <- svychisq(~g + k, des)
  put("rao_scott", c(test$statistic, test$parameter, test$p.value))
}

short <- function(name, des) { # of designs that differ in their weights or their errors alone
  put <- function(figure, numbers) say(name, figure, numbers)
  found <- svymean(~y, des)
  put("mean", c(coef(found), SE(found)))
  found <- svytotal(~y, des)
  put("total", c(coef(found), SE(found)))
  found <- by_domain(~y, des, svymean)
  put("domain_means", c(coef(found), SE(found)))
  found <- svyratio(~z, ~x, des, na.rm = TRUE)
  put("ratio_gaps", c(coef(found), SE(found)))
}

simple <- sample_of("simple")
battery("simple", svydesign(~1, data = simple, weights = rep(400 / 90, 90)))
battery("simple_fpc", svydesign(~1, data = simple, fpc = ~N))

stratified <- sample_of("stratified")
battery("stratified", svydesign(~1, strata = ~stratum, weights = ~w, data = stratified))
battery("stratified_fpc", svydesign(~1, strata = ~stratum, fpc = ~N, data = stratified))
battery("stratified_both",
        svydesign(~1, strata = ~stratum, fpc = ~N, weights = ~w, data = stratified))

clusters <- sample_of("clusters")
two_stage <- svydesign(~commune + household, strata = ~stratum, fpc = ~N1 + N2, data = clusters)
weighted <- svydesign(~commune, strata = ~stratum, weights = ~w, data = clusters)
first <- svydesign(~commune, strata = ~stratum, weights = ~w, fpc = ~N1, data = clusters)
plain <- svydesign(~commune, weights = ~w, data = clusters)
battery("two_stage", two_stage)
short("three_stage", svydesign(~commune + household + person, strata = ~stratum,
                               fpc = ~N1 + N2 + N3, data = clusters))
short("strata_within", svydesign(~commune + household, strata = ~stratum + zone, fpc = ~N1 + N2,
                                 data = clusters))
battery("weighted", weighted)
battery("first_fpc", first)
battery("plain_clusters", plain)

lonely <- sample_of("lonely")
for (rule in c("remove", "certainty", "adjust", "average")) {
  options(survey.lonely.psu = rule)
  short(paste0("lonely_", rule),
        svydesign(~commune, strata = ~stratum, weights = ~w, data = lonely))
  if (rule != "average") # R gives NaN where a commune has one household and no other to average
    short(paste0("lonely_two_stage_", rule),
          svydesign(~commune + household, strata = ~stratum, fpc = ~N1 + N2, data = lonely))
}
options(survey.lonely.psu = "fail")

battery("census", svydesign(~1, strata = ~body, fpc = ~issued, data = sample_of("census")))

# Weights fitted to known totals
regions <- data.frame(region = c("north", "middle", "south"), Freq = c(2600, 1900, 3500))
ages <- data.frame(age = 1:3, Freq = c(3000, 3400, 1600))
tight <- list(maxit = 5000, epsilon = 1e-14)
totals <- c(`(Intercept)` = 8000, x = 20300, regionnorth = 2600, regionsouth = 3500)
fitted <- function(des) list(
  poststratified = postStratify(des, ~region, regions),
  poststratified_twice = postStratify(postStratify(des, ~region, regions), ~age, ages),
  raked = rake(des, list(~region, ~age), list(regions, ages), control = tight),
  greg = calibrate(des, ~x + region, totals),
  greg_bounded = calibrate(des, ~x + region, totals, bounds = c(0.4, 2.6), epsilon = 1e-11),
  calibrated_raking = calibrate(des, ~x + region, totals, calfun = "raking", epsilon = 1e-11),
  calibrated_logit = calibrate(des, ~x + region, totals, calfun = "logit", bounds = c(0.3, 3),
                               epsilon = 1e-11))
for (kind in names(all_fits <- fitted(weighted))) {
  say(kind, "weights", weights(all_fits[[kind]]))
  short(kind, all_fits[[kind]])
}
short("raked_two_stage", rake(two_stage, list(~region, ~age), list(regions, ages), control = tight))
short("greg_two_stage", calibrate(two_stage, ~x + region, totals))
test <- svychisq(~g + k, all_fits$raked)
say("raked", "rao_scott", c(test$statistic, test$parameter, test$p.value))

for (strict in c(FALSE, TRUE)) {
  trimmed <- trimWeights(weighted, upper = 50, lower = 14, strict = strict)
  say(paste0("trimmed_", strict), "weights", weights(trimmed))
  short(paste0("trimmed_", strict), trimmed)
}

# Replicates
battery("jkn", as.svrepdesign(weighted, type = "JKn"))
battery("jkn_fpc", as.svrepdesign(first, type = "JKn"))
battery("jk1", as.svrepdesign(plain, type = "JK1"))
short("jkn_mse", as.svrepdesign(weighted, type = "JKn", mse = TRUE))
for (rule in c("remove", "adjust", "average")) {
  options(survey.lonely.psu = rule)
  short(paste0("jkn_lonely_", rule), as.svrepdesign(
    svydesign(~commune, strata = ~stratum, weights = ~w, data = lonely), type = "JKn"))
}
options(survey.lonely.psu = "fail")
jkn <- fitted(as.svrepdesign(weighted, type = "JKn"))
for (kind in names(jkn)) {
  short(paste0("jkn_", kind), jkn[[kind]])
}
say("jkn_raked", "df", degf(jkn$raked))
for (kind in c("rao-wu", "canty-davison")) { # replicates drawn by phieu
  factors <- as.matrix(read.csv(file.path(folder, paste0("replicates-", kind, ".csv"))))
  scale <- if (kind == "rao-wu") 1 / (ncol(factors) - 1) else {
    units <- 1 / mean(1 / table(clusters$stratum[!duplicated(clusters$commune)]))
    units / ((units - 1) * (ncol(factors) - 1))
  }
  battery(kind, svrepdesign(data = clusters, weights = ~w, repweights = factors, type = "other",
                            scale = scale, rscales = rep(1, ncol(factors)),
                            combined.weights = FALSE))
}

cat("{\n", paste(said, collapse = ",\n"), "\n}\n", sep = "")
