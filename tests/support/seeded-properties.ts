import fc from 'fast-check'

const asked = process.env.RETOMBEES_SEED

/*
 * A property draws the same cases at every run, so that a red run can be had again on any machine; another seed, or
 * `RETOMBEES_SEED=random`, draws others.
 */
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 2019) })
