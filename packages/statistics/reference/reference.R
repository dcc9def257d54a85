# Writes the reference that the tests of this package read: Rscript reference.R > reference.json
# Base R only. `expected` holds numbers that R gives to full precision; they must agree to 1e-9.
# fisher.test finds its odds ratio and interval by uniroot at its default tolerance (about 1e-4): those are kept under
# `approximate`, as R prints them, and found again here under `expected` with the tolerance of the machine.
# What base R lacks (Newcombe, Cliff, Kish, finite population) is written here from its definition, the long way.

options(warn = -1)
set.seed(2019)

number <- function(x) {
  if (is.na(x)) "null"
  else if (is.infinite(x)) if (x > 0) '"Infinity"' else '"-Infinity"'
  else sprintf("%.17g", x)
}
json <- function(x) {
  if (is.null(x)) "null"
  else if (is.list(x) && !is.null(names(x)))
    paste0("{", paste0('"', names(x), '":', vapply(x, json, ""), collapse = ","), "}")
  else if (is.list(x)) paste0("[", paste(vapply(x, json, ""), collapse = ","), "]")
  else if (is.character(x)) paste0('"', x, '"')
  else if (is.logical(x)) tolower(as.character(x))
  else if (is.matrix(x))
    paste0("[", paste(apply(x, 1, function(row) vector_json(row)), collapse = ","), "]")
  else if (inherits(x, "vector")) vector_json(unclass(x))
  else if (length(x) == 1) number(x)
  else vector_json(x)
}
vector_json <- function(x) paste0("[", paste(vapply(as.numeric(x), number, ""), collapse = ","), "]")
as_vector <- function(x) structure(as.numeric(x), class = "vector")

cases <- character()
add <- function(of, input, expected, approximate = NULL) {
  fields <- list(of = of, input = input, expected = expected)
  if (!is.null(approximate)) fields$approximate <- approximate
  cases[[length(cases) + 1]] <<- json(fields)
}

# ---- one proportion ----------------------------------------------------------------------------------------------
proportions <- list(
  c(0, 1), c(1, 1), c(0, 2), c(1, 2), c(0, 5), c(5, 5), c(1, 10), c(3, 9), c(8, 10), c(0, 30), c(26, 30), c(16, 30),
  c(43, 51), c(25, 51), c(50, 51), c(66, 81), c(1, 1000), c(499, 1000), c(123456, 200000), c(0, 200000)
)
for (p in proportions) for (level in c(0.8, 0.95, 0.99)) {
  input <- list(successes = p[1], n = p[2], level = level)
  wilson <- prop.test(p[1], p[2], conf.level = level, correct = FALSE)$conf.int
  exact <- binom.test(p[1], p[2], conf.level = level)$conf.int
  add("wilson", input, list(low = wilson[1], high = wilson[2]))
  add("clopper-pearson", input, list(low = exact[1], high = exact[2]))
}

# ---- difference of two proportions: Newcombe 1998, method 10 --------------------------------------------------------
score_limits <- function(x, n, level) {
  # the two roots of (p - x/n)^2 = z^2 p (1 - p) / n
  z2 <- qnorm(1 - (1 - level) / 2)^2
  a <- 1 + z2 / n
  b <- -(2 * x / n + z2 / n)
  k <- (x / n)^2
  root <- sqrt(b^2 - 4 * a * k)
  c(low = (-b - root) / (2 * a), high = (-b + root) / (2 * a))
}
newcombe <- function(x1, n1, x2, n2, level) {
  one <- score_limits(x1, n1, level)
  two <- score_limits(x2, n2, level)
  p1 <- x1 / n1
  p2 <- x2 / n2
  list(
    difference = p1 - p2,
    low = p1 - p2 - sqrt((p1 - one[["low"]])^2 + (two[["high"]] - p2)^2),
    high = p1 - p2 + sqrt((one[["high"]] - p1)^2 + (p2 - two[["low"]])^2)
  )
}
# the eight contrasts of Newcombe's table II, then edges, then question 4 of the survey
pairs <- list(
  c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20), c(0, 10, 0, 10),
  c(10, 10, 0, 20), c(10, 10, 0, 10), c(1, 1, 0, 1), c(0, 1, 1, 1), c(1, 2, 1, 2), c(500, 1000, 498, 900)
)
versant <- c(40, 41, 41, 36, 43, 36, 35, 25)
croissant <- c(26, 20, 27, 22, 18, 26, 21, 16)
for (i in 1:8) pairs[[length(pairs) + 1]] <- c(versant[i], 51, croissant[i], 30)
for (p in pairs) for (level in c(0.9, 0.95)) {
  add("newcombe", list(a = list(successes = p[1], n = p[2]), b = list(successes = p[3], n = p[4]), level = level),
      newcombe(p[1], p[2], p[3], p[4], level))
}

# ---- Fisher's exact test, 2x2 --------------------------------------------------------------------------------------
noncentral <- function(m, n, k, log_odds) {
  support <- max(0, k - n):min(k, m)
  d <- dhyper(support, m, n, k, log = TRUE) + log_odds * support
  d <- exp(d - max(d))
  list(support = support, d = d / sum(d))
}
tight_odds <- function(a, b, c, d, level) {
  m <- a + c; n <- b + d; k <- a + b
  lo <- max(0, k - n); hi <- min(k, m)
  find <- function(f) exp(uniroot(f, c(-60, 60), tol = .Machine$double.eps, maxiter = 10000)$root)
  tail <- (1 - level) / 2
  mean_at <- function(t) { x <- noncentral(m, n, k, t); sum(x$support * x$d) }
  upper_at <- function(t) { x <- noncentral(m, n, k, t); sum(x$d[x$support >= a]) }
  lower_at <- function(t) { x <- noncentral(m, n, k, t); sum(x$d[x$support <= a]) }
  list(
    oddsRatio = if (a == lo) 0 else if (a == hi) Inf else find(function(t) mean_at(t) - a),
    low = if (a == lo) 0 else find(function(t) log(upper_at(t)) - log(tail)),
    high = if (a == hi) Inf else find(function(t) log(lower_at(t)) - log(tail))
  )
}
tables <- list(
  c(3, 1, 1, 3), c(0, 0, 0, 0), c(0, 0, 3, 4), c(0, 3, 0, 4), c(1, 0, 0, 0), c(1, 0, 0, 1), c(0, 5, 5, 0),
  c(10, 0, 0, 10), c(0, 7, 2, 9), c(7, 0, 9, 2), c(1, 9, 11, 3), c(4, 4, 4, 4), c(2, 10, 15, 3), c(1, 1, 1, 1),
  c(1, 24, 5, 3), c(12, 5, 29, 2), c(100, 120, 90, 140), c(1000, 1200, 900, 1400), c(1, 9999, 12, 9988),
  c(43, 8, 18, 12), c(5000, 6000, 7000, 8000), c(2, 3, 3, 2), c(6, 2, 2, 6), c(30, 0, 25, 5)
)
for (i in 1:8) tables[[length(tables) + 1]] <- c(versant[i], 51 - versant[i], croissant[i], 30 - croissant[i])
for (i in 1:40) tables[[length(tables) + 1]] <- rpois(4, sample(c(2, 6, 20), 1))
for (t in tables) {
  level <- sample(c(0.9, 0.95, 0.99), 1)
  f <- fisher.test(matrix(t, 2, byrow = TRUE), conf.level = level)
  add("fisher-2x2",
      list(a = t[1], b = t[2], c = t[3], d = t[4], level = level),
      c(list(pValue = f$p.value), tight_odds(t[1], t[2], t[3], t[4], level)),
      list(oddsRatio = f$estimate[[1]], low = f$conf.int[1], high = f$conf.int[2]))
}

# ---- r x c: Freeman-Halton and Pearson -----------------------------------------------------------------------------
byrow <- function(x, rows) matrix(x, rows, byrow = TRUE)
crossed <- list(
  byrow(c(3, 1, 1, 3), 2), byrow(c(43, 8, 18, 12), 2), byrow(c(10, 0, 0, 10), 2), byrow(c(1, 0, 0, 1), 2),
  byrow(c(4, 2, 3, 1, 5, 2, 0, 3, 7), 3), byrow(c(5, 0, 0, 0, 5, 0, 0, 0, 5), 3), byrow(c(1, 1, 1, 1, 1, 1), 2),
  byrow(c(0, 0, 8, 3, 2, 0), 2), byrow(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4),
  byrow(c(2, 3, 4, 1, 5, 1, 0, 6, 2, 3, 3, 3, 3, 3, 3), 3), byrow(c(30, 20, 15, 25, 18, 40), 2),
  byrow(c(3, 0, 1, 0, 2, 4, 5, 1), 4), byrow(c(9, 1, 0, 2, 2, 2, 1, 7, 3, 3), 2),
  # printed answers of question 4: versant nord-est, then croissant sud (no "no answer" there)
  rbind(c(14, 26, 3, 1, 5, 2), c(7, 19, 2, 1, 1, 0)), rbind(c(14, 27, 2, 3, 4, 1), c(8, 12, 8, 1, 1, 0)),
  rbind(c(11, 30, 3, 3, 3, 1), c(12, 15, 2, 1, 0, 0))
)
for (i in 1:30) {
  shape <- list(c(2, 3), c(3, 2), c(2, 5), c(3, 3), c(4, 3), c(3, 4))[[sample(6, 1)]]
  repeat {
    m <- matrix(rpois(prod(shape), sample(c(1.5, 3, 5), 1)), shape[1])
    if (all(rowSums(m) > 0) && all(colSums(m) > 0)) break
  }
  crossed[[length(crossed) + 1]] <- m
}
for (m in crossed) {
  add("fisher-freeman-halton", list(table = m), list(pValue = fisher.test(m, workspace = 2e8)$p.value))
  for (yates in if (all(dim(m) == 2)) c(FALSE, TRUE) else FALSE) {
    x <- chisq.test(m, correct = yates)
    add("pearson", list(table = m, yates = yates),
        list(statistic = x$statistic[[1]], degrees = x$parameter[[1]], pValue = x$p.value,
             expected = x$expected, residuals = x$stdres, smallestExpected = min(x$expected)))
  }
}
big <- list(byrow(c(500, 300, 200, 450, 380, 170), 2), byrow(c(51, 52, 49, 50, 47, 53, 5000, 5100, 4900), 3),
            byrow(c(40, 12, 60, 30), 2), byrow(c(1, 1000, 900, 2), 2),
            # a gap under 1/2 between observed and expected, where R shrinks Yates's correction to the gap
            byrow(c(5, 5, 5, 6), 2), byrow(c(10, 11, 21, 20), 2))
for (m in big) for (yates in if (all(dim(m) == 2)) c(FALSE, TRUE) else FALSE) {
  x <- chisq.test(m, correct = yates)
  add("pearson", list(table = m, yates = yates),
      list(statistic = x$statistic[[1]], degrees = x$parameter[[1]], pValue = x$p.value,
           expected = x$expected, residuals = x$stdres, smallestExpected = min(x$expected)))
}
# R finds these exactly with a large workspace; they are beyond the work limit, so that draws must come near
for (m in list(
  byrow(c(2, 3, 4, 1, 5, 2, 1, 0, 6, 2, 3, 2, 3, 3, 3, 3, 3, 8, 1, 1, 1, 2, 2, 2), 4),
  byrow(c(6, 1, 0, 2, 3, 1, 5, 1, 2, 2, 0, 2, 7, 1, 1, 2, 2, 1, 6, 3, 3, 0, 2, 1, 6), 5)
)) {
  add("freeman-halton-draws", list(table = m), list(pValue = fisher.test(m, workspace = 2e8)$p.value))
}

# ---- scales: Mann-Whitney and Cliff's delta -------------------------------------------------------------------------
cliff <- function(x, y, level) {
  nx <- length(x); ny <- length(y)
  dominance <- sign(outer(x, y, "-"))
  d <- mean(dominance)
  rows <- rowMeans(dominance); columns <- colMeans(dominance)
  unbiased <- (ny^2 * sum((rows - d)^2) + nx^2 * sum((columns - d)^2) - sum((dominance - d)^2)) /
    (nx * ny * (nx - 1) * (ny - 1))
  variance <- max(unbiased, (1 - d^2) / (nx * ny - 1))
  t <- qt(1 - (1 - level) / 2, nx + ny - 2)
  s <- sqrt(variance)
  if (abs(d) == 1) {
    smaller <- min(nx, ny)
    bound <- (smaller - t^2) / (smaller + t^2)
    limits <- if (d == 1) c(bound, 1) else c(-1, -bound)
  } else {
    limits <- (d - d^3 + c(-1, 1) * t * s * sqrt((1 - d^2)^2 + t^2 * s^2)) / (1 - d^2 + t^2 * s^2)
    limits <- pmin(1, pmax(-1, limits))
  }
  list(delta = d, variance = variance, low = limits[1], high = limits[2])
}
scales <- list(
  list(1, 2), list(2, 1), list(c(1, 2), c(3, 4)), list(c(3, 4), c(1, 2)), list(c(1, 2, 3), c(1.5, 2.5)),
  list(c(1, 1, 2), c(1, 2, 2)), list(c(1, 3, 5, 7, 9, 11), c(2, 4, 6, 8, 10, 12)), list(1:49, 1:49 + 0.5),
  list(1:50, 1:20 + 0.5), list(seq(0.1, 4.9, by = 0.1), seq(2.05, 6.95, by = 0.1)), list(5, c(1, 2, 5)),
  list(c(10, 20, 30, 40), c(10, 20, 30, 40)), list(1:10, 101:130), list(c(5, 5, 5), c(5, 5, 4)),
  # question 4 on its printed scale, 4 = strongly agree, opinions only
  list(rep(4:1, c(14, 26, 3, 1)), rep(4:1, c(7, 19, 2, 1))), list(rep(4:1, c(14, 27, 2, 3)), rep(4:1, c(8, 12, 8, 1)))
)
for (i in 1:12) scales[[length(scales) + 1]] <- list(sample(0:10, sample(2:60, 1), TRUE), sample(1:9, sample(2:60, 1), TRUE))
for (i in 1:12) scales[[length(scales) + 1]] <- list(rnorm(sample(2:45, 1)), rnorm(sample(2:45, 1), 0.4))
for (s in scales) {
  w <- wilcox.test(s[[1]], s[[2]])
  add("mann-whitney", list(a = as_vector(s[[1]]), b = as_vector(s[[2]])),
      list(u = w$statistic[[1]], pValue = w$p.value, exact = grepl("exact", w$method)))
  if (length(s[[1]]) > 1 && length(s[[2]]) > 1) {
    add("cliff-delta", list(a = as_vector(s[[1]]), b = as_vector(s[[2]]), level = 0.95), cliff(s[[1]], s[[2]], 0.95))
  }
}

# ---- means and paired changes ---------------------------------------------------------------------------------------
samples <- list(
  c(1, 2), c(0, 0, 1), c(1, 2, 3, 4.5), c(-5, 5), c(1e9 + 1, 1e9 + 2, 1e9 + 4), c(0.1, 0.1, 0.2), 1:200, c(12, 15, 15, 13, 28),
  rnorm(37, 5, 2), sample(0:10, 81, TRUE), rexp(12)
)
for (s in samples) for (level in c(0.9, 0.95, 0.99)) {
  t <- t.test(s, conf.level = level)
  add("mean-interval", list(values = as_vector(s), level = level),
      list(mean = t$estimate[[1]], sd = sd(s), low = t$conf.int[1], high = t$conf.int[2]))
}
changes <- list(
  list(c(1, 2, 3), c(2, 2, 5)), list(c(5, 6, 7, 8), c(6, 8, 10, 12)), list(c(1, 2), c(3, 7)), list(c(3, 7), c(1, 2)),
  list(c(10, 12, 9, 14, 20, 8), c(11, 15, 9, 19, 17, 14)), list(1:49, 1:49 + (1:49) / 10 * c(-1, 1, 1, 1, 1, 1, 1)),
  list(1:60, 1:60 + (1:60) / 10 * c(-1, 1, 1)), list(c(2, 2, 2, 3), c(3, 3, 2, 2))
)
for (i in 1:12) {
  n <- sample(3:70, 1)
  before <- sample(0:20, n, TRUE)
  changes[[length(changes) + 1]] <- list(before, pmin(25, before + sample(-3:6, n, TRUE)))
}
for (i in 1:8) {
  n <- sample(3:48, 1)
  before <- rnorm(n)
  changes[[length(changes) + 1]] <- list(before, before + rnorm(n, 0.3))
}
for (s in changes) {
  t <- t.test(s[[2]], s[[1]], paired = TRUE)
  w <- wilcox.test(s[[2]], s[[1]], paired = TRUE)
  add("paired-change", list(before = as_vector(s[[1]]), after = as_vector(s[[2]])),
      list(mean = t$estimate[[1]], sd = sd(s[[2]] - s[[1]]), low = t$conf.int[1], high = t$conf.int[2],
           v = w$statistic[[1]], pValue = w$p.value, exact = grepl("exact", w$method)))
}

# ---- families of p-values -------------------------------------------------------------------------------------------
survey <- vapply(1:8, function(i) {
  fisher.test(byrow(c(versant[i], 51 - versant[i], croissant[i], 30 - croissant[i]), 2))$p.value
}, 0)
families <- list(
  survey, 0.03, c(0, 1), c(0.01, 0.01, 0.01), c(0.04, 0.03, 0.02, 0.01), c(0.5, 0.9, 1), c(0.001, 0.8, 0.02, 0.02, 0.3),
  runif(8), runif(40)^3, runif(200)^2
)
for (p in families) {
  add("holm", list(pValues = as_vector(p)), list(adjusted = as_vector(p.adjust(p, "holm"))))
  add("benjamini-hochberg", list(pValues = as_vector(p)), list(adjusted = as_vector(p.adjust(p, "BH"))))
}

# ---- weights and finite populations ---------------------------------------------------------------------------------
score_at <- function(share, base, level) score_limits(share * base, base, level)
for (i in 1:12) {
  n <- sample(2:60, 1)
  w <- if (i == 1) rep(1, n) else if (i == 2) sample(0:2, n, TRUE) else runif(n, 0.2, 4)
  x <- runif(n) < 0.6
  y <- sample(1:5, n, TRUE)
  population <- n + sample(1:40, 1)
  effective <- sum(w)^2 / sum(w^2)
  share <- weighted.mean(x, w)
  kept <- (population - n) / (population - 1)
  plain <- score_at(share, effective, 0.95)
  finite <- score_at(share, effective / kept, 0.95)
  add("weighted-proportion",
      list(success = as_vector(x), weights = as_vector(w), population = population),
      list(share = share, effectiveBase = effective, designEffect = n / effective,
           low = plain[["low"]], high = plain[["high"]],
           lowInPopulation = finite[["low"]], highInPopulation = finite[["high"]]))
  used <- w > 0
  m <- weighted.mean(y, w)
  # the sandwich variance of the weighted regression on a constant, with its n/(n-1) factor
  fit <- lm(y[used] ~ 1, weights = w[used])
  bread <- solve(crossprod(model.matrix(fit) * sqrt(w[used])))
  meat <- sum((w[used] * residuals(fit))^2)
  se <- sqrt(drop(bread %*% meat %*% bread) * sum(used) / (sum(used) - 1))
  limits <- m + c(-1, 1) * qt(0.975, sum(used) - 1) * se
  add("weighted-mean", list(values = as_vector(y), weights = as_vector(w)),
      list(mean = m, standardError = se, low = limits[1], high = limits[2]))
}
for (p in list(c(7, 9, 10), c(0, 3, 8), c(5, 5, 8), c(40, 51, 120), c(26, 30, 31), c(1, 1, 2), c(300, 1000, 5000))) {
  kept <- (p[3] - p[2]) / (p[3] - 1)
  limits <- score_at(p[1] / p[2], p[2] / kept, 0.95)
  add("wilson-in-population", list(successes = p[1], n = p[2], population = p[3]),
      list(factor = sqrt(kept), base = p[2] / kept, low = limits[["low"]], high = limits[["high"]]))
}
for (s in list(c(1, 4, 5), sample(0:10, 30, TRUE))) {
  n <- length(s)
  population <- n + 7
  reach <- qt(0.975, n - 1) * sd(s) / sqrt(n) * sqrt(1 - n / population)
  add("mean-in-population", list(values = as_vector(s), population = population),
      list(mean = mean(s), low = mean(s) - reach, high = mean(s) + reach))
}

# ---- distributions --------------------------------------------------------------------------------------------------
for (x in c(1e-8, 0.1, 0.5, 1, 1.5, 2, 2.5, 3, 7.25, 10, 15.5, 16, 33, 100, 1234.5, 1e5, 1e8)) {
  add("log-gamma", list(x = x), list(value = lgamma(x)))
}
for (z in c(-38, -20, -8, -3, -1.5, -0.5, -0.001, 0, 0.001, 0.7, 1, 1.7320508, 1.75, 2, 3.5, 5, 8, 15, 30)) {
  add("normal-upper-tail", list(z = z), list(value = pnorm(z, lower.tail = FALSE)))
}
for (p in c(1e-300, 1e-100, 1e-20, 1e-8, 0.0005, 0.005, 0.02, 0.025, 0.05, 0.1, 0.25, 0.4, 0.4999, 0.6, 0.9, 0.999)) {
  add("normal-upper-quantile", list(tail = p), list(value = qnorm(p, lower.tail = FALSE)))
}
for (df in c(1, 2, 3, 4.5, 10, 29, 50, 80, 199, 1000, 1e5, 1e7)) {
  for (t in c(-2.2, 0, 0.01, 0.6, 1, 1.96, 3, 8, 40)) {
    add("student-upper-tail", list(t = t, degrees = df), list(value = pt(t, df, lower.tail = FALSE)))
  }
  for (p in c(1e-10, 0.0005, 0.005, 0.025, 0.05, 0.1, 0.3, 0.7)) {
    add("student-upper-quantile", list(tail = p, degrees = df), list(value = qt(p, df, lower.tail = FALSE)))
  }
}
for (df in c(1, 2, 3, 5, 10, 25, 100, 1000)) for (x in c(0.001, 0.5, 1, 3.84, 10, 30, 100, 300, 1100)) {
  value <- pchisq(x, df, lower.tail = FALSE)
  if (value > 1e-290) add("chi-square-upper-tail", list(x = x, degrees = df), list(value = value))
}
shapes <- list(c(0.5, 0.5), c(0.5, 5), c(1, 1), c(1, 30), c(2, 3), c(10, 1), c(15, 16), c(41, 11), c(300, 701), c(1, 200000), c(5e4, 1e5))
for (s in shapes) {
  for (x in c(1e-6, 0.01, 0.1, 0.3, 0.5, 0.77, 0.95, 0.9999)) {
    value <- pbeta(x, s[1], s[2])
    if (value > 1e-290) add("regularised-beta", list(x = x, a = s[1], b = s[2]), list(value = value))
  }
  for (p in c(0.0005, 0.005, 0.025, 0.1, 0.5, 0.9, 0.975, 0.995)) {
    add("beta-quantile", list(probability = p, a = s[1], b = s[2]), list(value = qbeta(p, s[1], s[2])))
  }
}
for (s in list(c(1, 1), c(2, 5), c(7, 7), c(20, 31), c(49, 49))) for (share in c(0, 0.05, 0.2, 0.45, 0.6, 1)) {
  u <- floor(share * prod(s))
  add("rank-sum-lower-tail", list(u = u, m = s[1], n = s[2]), list(value = pwilcox(u, s[1], s[2])))
}
for (n in c(1, 3, 10, 25, 49)) for (share in c(0, 0.05, 0.2, 0.45, 0.6, 1)) {
  v <- floor(share * n * (n + 1) / 2)
  add("signed-rank-lower-tail", list(v = v, n = n), list(value = psignrank(v, n)))
}

cat('{"source":', json(R.version.string), ',"cases":[\n', paste(cases, collapse = ",\n"), "\n]}\n", sep = "")
