# Writes datasets/ames.csv: house prices in Ames, Iowa, from Debian's r-cran-modeldata 1.1.0.
#
# Run once, at the project's root: apt-get install r-base-core, apt-get download r-cran-modeldata, dpkg-deb -x it into a
# folder, then Rscript scripts/datasets/ames.R FOLDER; the result is committed. The data alone are read: what the R package
# depends on is not needed. All 2,930 sales; 21 of the 73 other columns, in the package's order; the price is last.
# The overall condition is a number again, as it was collected: 1 (very poor) to 10 (very excellent).
folder <- commandArgs(trailingOnly = TRUE)[1]
columns <- c(
  "Lot_Frontage", "Lot_Area", "Neighborhood", "Bldg_Type", "Overall_Cond", "Year_Built", "Year_Remod_Add",
  "Mas_Vnr_Area", "Foundation", "Total_Bsmt_SF", "Heating_QC", "Central_Air", "Gr_Liv_Area", "Full_Bath", "Half_Bath",
  "Bedroom_AbvGr", "TotRms_AbvGrd", "Fireplaces", "Garage_Finish", "Garage_Cars", "Garage_Area", "Sale_Price"
)
package <- new.env()
invisible(lazyLoad(file.path(folder, "usr/lib/R/site-library/modeldata/data/Rdata"), package, filter = function(name) name == "ames"))
table <- as.data.frame(package$ames)[columns]
stopifnot(levels(table$Overall_Cond)[c(1, 10)] == c("Very_Poor", "Very_Excellent"))
table$Overall_Cond <- as.integer(table$Overall_Cond)
stopifnot(nrow(table) == 2930, !anyNA(table))
write.csv(table, "datasets/ames.csv", row.names = FALSE, quote = FALSE)
