const text = document.getElementById('text');
const button = document.getElementById('copy');
button.hidden = false;
button.addEventListener('click', async () => {
    try {
        await navigator.clipboard.writeText(text.value);
    } catch {
        text.focus();
        text.select();
        document.execCommand('copy');
    }
    button.textContent = 'Copied';
});
