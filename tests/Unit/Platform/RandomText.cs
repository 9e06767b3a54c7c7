using System.Text;

namespace Gezhi.Tests.Unit.Platform;

/// <summary>Draws strings that people and attackers might send, the same ones every time.</summary>
internal static class RandomText
{
    private static readonly string[] Odd =
    [
        "\0",
        "\r\n",
        "\t",
        "\uD800",
        "\uDC00",
        "\uFEFF",
        "\u202E",
        "\u200B",
        "\u0301",
        "\uFFFF",
        "𠮷",
        "䶮",
        "👨‍👩‍👧",
        "１２３",
        "Ｘ",
        "ﷺ",
        "İ",
        "ß",
        "'",
        "\"",
        "<script>",
        "=1+1",
        "-",
        "+86",
        "@",
        "号楼",
        "室",
        "·",
        "410199189001010012",
        "13800138000",
        "0371-",
        "中原区",
        "a@b.c",
        ",",
        "%",
        "_",
        "\\",
    ];

    /// <summary>All of Unicode, noncharacters and lone surrogates included.</summary>
    public static string EveryCharacter { get; } =
        string.Concat(Enumerable.Range(0, 0x110000).Select(c => Rune.IsValid(c) ? new Rune(c).ToString() : ((char)c).ToString() + "-"));

    public static string Draw(Random random, string alphabet) =>
        string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => alphabet[random.Next(alphabet.Length)]));

    public static IEnumerable<string> Nasty(int count)
    {
        var random = new Random(311);
        for (var n = 0; n < count; n++)
        {
            var text = new StringBuilder();
            for (var part = random.Next(12); part > 0; part--)
            {
                text.Append(
                    random.Next(3) switch
                    {
                        0 => Odd[random.Next(Odd.Length)],
                        1 => ((char)random.Next(0x10000)).ToString(),
                        _ => Draw(random, "0123456789XABCxyz 路灯坏了王-"),
                    }
                );
            }
            yield return text.ToString();
        }
        yield return EveryCharacter;
        yield return new string('9', 100_000);
        yield return new string('一', 100_000);
        yield return new string(' ', 100_000);
        yield return new string('=', 50_000) + new string('\'', 50_000);
    }
}
