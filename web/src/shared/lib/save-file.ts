/** Gives the browser a file to keep. */
export function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click; a moment later it has a copy of its own.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** "Budget review 2026" → "budget-review-2026": a file name on every system. */
export function plainName(title: string, fallback: string): string {
  const plain = title
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return plain || fallback;
}
