import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { errorText, fieldError } from "@/shared/api/error-text";
import { signIn } from "@/shared/api/session";
import { useSubmit } from "@/shared/lib/useSubmit";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { PasswordField } from "@/shared/ui/PasswordField";
import { TextField } from "@/shared/ui/TextField";
import { useTitle } from "@/shared/ui/useTitle";
import { AuthLayout } from "./AuthLayout";

export default function SignInPage() {
  const { t } = useTranslation("auth");
  const { search } = useLocation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { submit, isPending, error } = useSubmit(() => signIn(email.trim(), password));
  useTitle(t("signIn.title"));
  const press = (event: FormEvent) => {
    event.preventDefault();
    void submit(undefined);
  };
  return (
    <AuthLayout title={t("signIn.title")} lead={t("signIn.lead")}>
      <form onSubmit={press} className="flex flex-col gap-4">
        {error !== null && <Notice tone="danger">{errorText(error)}</Notice>}
        <TextField
          label={t("signIn.email")}
          error={fieldError(error, "username")}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label={t("signIn.password")}
          error={fieldError(error, "password")}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" tone="primary" size="lg" pending={isPending} className="mt-2">
          {t("signIn.submit")}
        </Button>
      </form>
      <p className="text-sm text-muted">
        {t("signIn.none")}{" "}
        <Link to={`/sign-up${search}`} className="font-semibold text-brand">
          {t("signIn.toSignUp")}
        </Link>
      </p>
    </AuthLayout>
  );
}
