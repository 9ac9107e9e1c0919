/** The address of a link if it leads to the web, and nothing otherwise: anything else could run something. */
export function safeLink(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url);
    return protocol === "https:" || protocol === "http:" ? href : undefined;
  } catch {
    return undefined;
  }
}
