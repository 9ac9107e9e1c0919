/** Local storage may be forbidden or full; a lost preference is no reason to fail. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`orchestrasec.${key}`);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(`orchestrasec.${key}`, value);
  } catch {
    // See above: the choice then holds until the page is reloaded.
  }
}
