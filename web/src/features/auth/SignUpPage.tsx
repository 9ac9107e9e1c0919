import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { signUp } from "@/shared/api/auth";
import { errorText, fieldError } from "@/shared/api/error-text";
import { ApiError } from "@/shared/api/problem";
import { signIn } from "@/shared/api/session";
import { useSubmit } from "@/shared/lib/useSubmit";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { PasswordField } from "@/shared/ui/PasswordField";
import { TextField } from "@/shared/ui/TextField";
import { useTitle } from "@/shared/ui/useTitle";
import { AuthLayout } from "./AuthLayout";

const blank = { display_name: "", email: "", password: "", setup_secret: "" };

async function createAccount({ setup_secret, ...account }: typeof blank): Promise<void> {
  await signUp(setup_secret ? { ...account, setup_secret } : account);
  await signIn(account.email, account.password);
}

export default function SignUpPage() {
  const { t } = useTranslation("auth");
  const { search } = useLocation();
  const [form, setForm] = useState(blank);
  const { submit, isPending, error } = useSubmit(createAccount);
  useTitle(t("signUp.title"));
  const field = (name: keyof typeof blank) => ({
    value: form[name],
    error: fieldError(error, name),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const press = (event: FormEvent) => {
    event.preventDefault();
    void submit({ ...form, email: form.email.trim(), display_name: form.display_name.trim() });
  };
  const atFields = error instanceof ApiError && Object.keys(error.fields).length > 0;
  const secretWrong = error instanceof ApiError && error.code === "invalid_setup_secret";
  return (
    <AuthLayout title={t("signUp.title")} lead={t("signUp.lead")}>
      <form onSubmit={press} className="flex flex-col gap-4">
        {error !== null && <Notice tone="danger">{atFields ? t("problems") : errorText(error)}</Notice>}
        <TextField
          label={t("signUp.name")}
          hint={t("signUp.nameHint")}
          autoComplete="name"
          required
          maxLength={80}
          {...field("display_name")}
        />
        <TextField label={t("signIn.email")} type="email" autoComplete="email" required {...field("email")} />
        <PasswordField
          label={t("signIn.password")}
          hint={t("signUp.passwordHint")}
          autoComplete="new-password"
          required
          minLength={12}
          {...field("password")}
        />
        <details open={secretWrong || undefined} className="rounded-lg border border-line px-3.5 py-2.5">
          <summary className="cursor-pointer text-sm font-semibold">{t("signUp.setup")}</summary>
          <div className="pt-3 pb-1">
            <TextField
              label={t("signUp.setupSecret")}
              hint={t("signUp.setupHint")}
              autoComplete="off"
              {...field("setup_secret")}
            />
          </div>
        </details>
        <Button type="submit" tone="primary" size="lg" pending={isPending} className="mt-2">
          {t("signUp.submit")}
        </Button>
      </form>
      <p className="text-sm text-muted">
        {t("signUp.have")}{" "}
        <Link to={`/sign-in${search}`} className="font-semibold text-brand">
          {t("signUp.toSignIn")}
        </Link>
      </p>
    </AuthLayout>
  );
}
