# What R haven reads of a .sav, .zsav or .dta, as JSON. Usage: Rscript read_with_haven.R FILE
suppressMessages({library(haven); library(jsonlite)})
path <- commandArgs(trailingOnly = TRUE)[1]
data <- if (grepl("dta$", path)) read_dta(path) else read_sav(path, user_na = TRUE)

numbers <- function(x) as.list(as.numeric(x))
column <- function(x) {
  tags <- if (is.double(x) && grepl("dta$", path)) na_tag(x) else rep(NA_character_, length(x))
  plain <- if (inherits(x, "Date") || inherits(x, "POSIXct")) format(x, "%Y-%m-%d") else
    if (is.character(x)) as.character(x) else as.numeric(x)
  labels <- attr(x, "labels")
  list(
    values = as.list(ifelse(is.na(tags), as.list(plain), as.list(paste0(".", tags)))),
    label = attr(x, "label", exact = TRUE),
    labels = if (is.null(labels)) NULL else list(
      codes = as.list(if (is.double(labels) && grepl("dta$", path))
        ifelse(is.na(na_tag(labels)), as.character(as.numeric(labels)), paste0(".", na_tag(labels)))
        else as.character(labels)),
      texts = as.list(names(labels))),
    na_values = numbers(attr(x, "na_values")),
    na_range = numbers(attr(x, "na_range")),
    measure = attr(x, "measure"),
    width = attr(x, "display_width"),
    format = c(attr(x, "format.spss"), attr(x, "format.stata"))
  )
}
found <- list(
  file_label = attr(data, "label"),
  notes = as.list(attr(data, "notes")),
  columns = lapply(data, column)
)
cat(toJSON(found, auto_unbox = TRUE, na = "null", null = "null", digits = NA))
