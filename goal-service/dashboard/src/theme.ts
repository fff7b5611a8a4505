// Loaded in the head before the first paint. The system's choice needs nothing; a person's own choice is set here.
{
  const chosen = localStorage.getItem("throughline.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset["theme"] = chosen;
}
