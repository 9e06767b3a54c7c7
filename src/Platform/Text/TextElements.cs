using System.Globalization;

namespace Gezhi.Platform.Text;

/// <summary>Counts and cuts text by what a reader sees as one character: 𠮷 and a family emoji are one each. 字符数</summary>
public static class TextElements
{
    /// <summary>Visible characters in the text. 字数</summary>
    public static int Length(string? text)
    {
        var count = 0;
        for (var at = 0; text is not null && at < text.Length; at += StringInfo.GetNextTextElementLength(text, at))
            count++;
        return count;
    }

    /// <summary>The first <paramref name="max"/> characters, with … in place of the last one when something was cut. 截断</summary>
    /// <returns>At most twice <paramref name="max"/> UTF-16 units (16 when that is more), so that marks stacked on a letter do not burst a column.</returns>
    public static string Cut(string? text, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        if (text is null || text.Length <= max)
            return text ?? "";
        var room = Math.Max(max * 2, 16);
        int at = 0,
            beforeLast = 0,
            count = 0;
        while (at < text.Length && count < max)
        {
            var next = at + StringInfo.GetNextTextElementLength(text, at);
            if (next > room)
                return string.Concat(text.AsSpan(0, at < room ? at : beforeLast), "…");
            (beforeLast, at) = (at, next);
            count++;
        }
        return at == text.Length ? text : string.Concat(text.AsSpan(0, beforeLast), "…");
    }

    /// <summary>The characters one by one. 逐字</summary>
    internal static List<string> Of(string text)
    {
        List<string> elements = [];
        for (var at = 0; at < text.Length; )
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            elements.Add(text.Substring(at, length));
            at += length;
        }
        return elements;
    }
}
