// Steps that are counted, and waiting that ends.

/** How long anything may take before it counts as broken, in milliseconds. */
export const PATIENCE = 15_000;
/** How long a whole run may take. */
export const RUN_LIMIT = 360_000;

const counts = { passed: 0, failed: 0 };
export const tally = () => ({ ...counts });

/** Does one step and prints its line. What follows needs it, so a failure ends the run. */
export async function step(name, work) {
  const start = performance.now();
  try {
    await work();
  } catch (error) {
    counts.failed += 1;
    console.log(`FAIL ${name}`);
    throw error;
  }
  counts.passed += 1;
  console.log(`ok   ${name} (${Math.round(performance.now() - start)} ms)`);
}

export function check(condition, words) {
  if (!condition) throw new Error(words);
}

/** Asks again until the answer pleases, and gives it; says the last answer when it never does. */
export async function until(what, ask, pleases = Boolean, patience = PATIENCE) {
  const end = performance.now() + patience;
  let last;
  do {
    last = await ask();
    if (pleases(last)) return last;
    await new Promise((resolve) => setTimeout(resolve, 60));
  } while (performance.now() < end);
  throw new Error(`${what}: not within ${patience / 1000} s, last seen: ${JSON.stringify(last)}`);
}

/** The same for something that must not take longer than `PATIENCE` and cannot be asked again. */
export async function within(what, work, patience = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${patience / 1000} s`)), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
