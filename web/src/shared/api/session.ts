import { signal } from "@/shared/lib/signal";
import * as auth from "./auth";
import { dropTokens, isSessionOver, keepTokens, refresh } from "./tokens";
import type { Account } from "./types";

export type Session =
  | { status: "starting" }
  | { status: "unreachable" }
  | { status: "signed_out" }
  | { status: "signed_in"; account: Account };

export const session = signal<Session>({ status: "starting" });

const pages = "BroadcastChannel" in globalThis ? new BroadcastChannel("orchestrasec.session") : null;

function forget(): void {
  dropTokens();
  session.set({ status: "signed_out" });
}

/** Picks up the session of an earlier visit from the cookie. */
export async function startSession(): Promise<void> {
  session.set({ status: "starting" });
  try {
    session.set(
      (await refresh()) ? { status: "signed_in", account: await auth.me() } : { status: "signed_out" },
    );
  } catch (error) {
    session.set({ status: isSessionOver(error) ? "signed_out" : "unreachable" });
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  keepTokens(await auth.logIn(email, password));
  session.set({ status: "signed_in", account: await auth.me() });
}

export async function signOut(): Promise<void> {
  await auth.logOut();
  forget();
  pages?.postMessage("signed_out");
}

/** The server has ended the session: only signing in helps. */
export function sessionEnded(): void {
  if (session.get().status === "signed_in") forget();
}

if (pages) pages.onmessage = forget;
