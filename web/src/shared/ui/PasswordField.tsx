import { Eye, EyeOff } from "lucide-react";
import { type InputHTMLAttributes, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { controlClass, Field, type FieldTexts } from "./Field";

type PasswordProps = FieldTexts &
  Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & { ref?: Ref<HTMLInputElement> };

export function PasswordField({ label, hint, error, ...rest }: PasswordProps) {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <input
            {...rest}
            {...control}
            type={visible ? "text" : "password"}
            className={cx(controlClass, "pe-12")}
          />
          <button
            type="button"
            aria-pressed={visible}
            aria-label={t("showPassword")}
            onClick={() => setVisible(!visible)}
            className="absolute inset-y-0 end-0 grid w-11 place-items-center rounded-lg text-muted hover:text-ink"
          >
            {visible ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
          </button>
        </div>
      )}
    </Field>
  );
}
