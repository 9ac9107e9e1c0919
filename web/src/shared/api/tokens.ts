import { ApiError, problemOf, unreachable } from "./problem";
import type { Tokens } from "./types";

/** The access token lives here and nowhere else; the refresh token is in a cookie no script can read. */
let current: { value: string; expiresAt: number } | null = null;
let refreshing: Promise<boolean> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

const marginMs = 60_000;

export function keepTokens(tokens: Tokens): void {
  const lifeMs = tokens.expires_in * 1000;
  current = { value: tokens.access_token, expiresAt: Date.now() + lifeMs };
  clearTimeout(timer);
  timer = setTimeout(() => void refresh().catch(() => undefined), Math.max(5000, lifeMs - marginMs));
}

export function dropTokens(): void {
  current = null;
  clearTimeout(timer);
}

/** Makes the next caller fetch a new one, whatever its age. */
export function tokenRefused(): void {
  current = null;
}

async function askForTokens(): Promise<boolean> {
  const response = await fetch("/api/v1/auth/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Requested-With": "orchestrasec" },
    body: "{}",
    // A page that closes meanwhile still gets its new cookie: the old one is used up.
    keepalive: true,
  }).catch(() => {
    throw unreachable();
  });
  if (response.ok) {
    keepTokens((await response.json()) as Tokens);
    return true;
  }
  const problem = await problemOf(response);
  if (problem.status >= 500 || problem.status === 429) throw problem;
  dropTokens();
  return false;
}

/**
 * Gets a new access token; `false` when the session is over. A refresh token works once, so this page asks once at a
 * time, and so do all pages of this browser together.
 */
export function refresh(): Promise<boolean> {
  // Missing on plain-http addresses other than localhost.
  const { locks } = navigator as Partial<Navigator>;
  const ask = () => (locks ? locks.request("orchestrasec.refresh", askForTokens) : askForTokens());
  refreshing ??= ask().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** A token that will be taken, or `null` when the person has to sign in. */
export async function freshToken(): Promise<string | null> {
  if (current && current.expiresAt - Date.now() > 5000) return current.value;
  return (await refresh()) ? ((current as { value: string } | null)?.value ?? null) : null;
}

export function isSessionOver(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
