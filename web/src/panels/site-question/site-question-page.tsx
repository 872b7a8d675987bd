export function SiteQuestionPage() {
  return null;
}
