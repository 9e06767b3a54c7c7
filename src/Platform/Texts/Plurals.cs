using System.Globalization;
using System.Text.RegularExpressions;

namespace Gezhi.Platform.Texts;

/// <summary>English counts one thing in the singular: the texts hold the plural, “{0} reports”, and one becomes “1 report”. 单复数</summary>
internal static partial class Plurals
{
    /// <summary>The text for these arguments, not yet filled in. Only a word right behind the number is changed.</summary>
    public static string Fit(string text, object[] arguments) =>
        arguments.Any(IsOne)
            ? Counted()
                .Replace(
                    text,
                    found =>
                        IsOne(At(arguments, found.Groups["n"].Value))
                            ? $"{found.Groups["before"]}{One(found.Groups["word"].Value)}"
                            : found.Value
                )
            : text;

    private static object? At(object[] arguments, string number) =>
        int.Parse(number, CultureInfo.InvariantCulture) is var n && n < arguments.Length ? arguments[n] : null;

    private static bool IsOne(object? argument) => argument is 1 or 1L or (short)1;

    private static string One(string word) =>
        word switch
        {
            "people" => "person",
            "is" or "was" or "has" or "as" => word,
            _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
            _ when Hissing().IsMatch(word) => word[..^2],
            _ => word[..^1],
        };

    [GeneratedRegex(@"(?<before>\{(?<n>\d)\} )(?<word>people|[a-z]+s)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();

    [GeneratedRegex("(ch|sh|x|ss)es$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hissing();
}
