/** Puts the cursor into the field of a place in the document, or into the nearest above it that there is. */
export function focusField(pointer: string): void {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = document.getElementById(at);
    if (field) return field.focus();
  }
}
