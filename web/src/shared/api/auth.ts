import { problemOf, unreachable } from "./problem";
import { request } from "./request";
import type { Account, SignUp, Tokens } from "./types";

async function post(path: string, headers: Record<string, string>, body: BodyInit): Promise<Response> {
  const response = await fetch(`/api/v1/auth/${path}`, { method: "POST", headers, body }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function signUp(account: SignUp): Promise<void> {
  await post("signup", { "Content-Type": "application/json" }, JSON.stringify(account));
}

export async function logIn(email: string, password: string): Promise<Tokens> {
  const response = await post("login", {}, new URLSearchParams({ username: email, password }));
  return (await response.json()) as Tokens;
}

export async function logOut(): Promise<void> {
  const headers = { "Content-Type": "application/json", "X-Requested-With": "orchestrasec" };
  await post("logout", headers, "{}");
}

export const me = () => request<Account>("/auth/me");
