namespace Gezhi.Platform.Text;

internal static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    public static bool ContainsOnlyDigits(this string text) => text.AsSpan().ContainsOnlyDigits();
}
