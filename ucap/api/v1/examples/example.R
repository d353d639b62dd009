library(jsonlite)

portal <- Sys.getenv("PORTAL")
page <- fromJSON(paste0(portal, "/api/v1/cities/?country=CN&sort=-pilots"))
print(data.frame(city = page$results$name, pilots = page$results$counts$pilots))

# Pilots by city, from the table with a row for each pilot and city
pilots <- read.csv(paste0(portal, "/pilots.csv?rows=city"), fileEncoding = "UTF-8-BOM")
print(sort(table(pilots$city), decreasing = TRUE))
