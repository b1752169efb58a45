import "./old-browsers.ts";
import { restoreTheme } from "@selaras/ui/components/theme.tsx";
import "@selaras/ui/ui.css";
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { restoreLanguage } from "./i18n/index.ts";
import { keepShell } from "./offline/register.ts";
import { faceOf, wearBrand } from "./session/brand.ts";
import { chosenTenant, lastTenant } from "./session/tab.ts";
import "./styles/web.css";

restoreTheme();
wearBrand(faceOf(chosenTenant() ?? lastTenant())?.brand);

function show(): void {
  const root = document.getElementById("root");
  if (root !== null) render(() => <App />, root);
  keepShell();
}

// Without its language file the application speaks Indonesian.
restoreLanguage().then(show, show);
