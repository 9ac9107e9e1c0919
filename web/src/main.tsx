import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "@/app/Providers";
import { AppRoutes } from "@/app/routes";
import { startSession } from "@/shared/api/session";
import { startTexts } from "@/shared/i18n";
import { followTheme } from "@/shared/prefs/theme";

followTheme();
void startSession();
await startTexts();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Providers>
      <AppRoutes />
    </Providers>
  </StrictMode>,
);
