namespace Gezhi.Mediation.Printing;

/// <summary>One part of the dossier before it is cut into pages. 卷内材料</summary>
/// <param name="No">1 to 13, as the national form counts.</param>
/// <param name="IsNeeded">必须; the others 按需.</param>
/// <param name="Paragraphs">Its words; empty: nothing of it is there.</param>
public sealed record DossierPart(int No, string Title, bool IsNeeded, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Pictures of its paper, each a page of its own after the words.</summary>
    public IReadOnlyList<Guid> Scans { get; init; } = [];

    /// <summary>Whether there is anything of it.</summary>
    public bool IsThere => Paragraphs.Count > 0 || Scans.Count > 0;
}

/// <summary>One page of paper. 页</summary>
/// <param name="PageNo">From 1, over all parts.</param>
/// <param name="IsFirst">The title stands on it.</param>
/// <param name="ScanId">The picture that fills it; null: words do.</param>
public sealed record Sheet(int PageNo, DossierPart Part, bool IsFirst, IReadOnlyList<string> Lines, Guid? ScanId = null);

/// <summary>Cuts the parts into pages of A4 that number themselves: the list of contents says on which page a part begins and ends. 分页</summary>
public static class Sheets
{
    /// <summary>Characters of full width in a line; a Latin letter is half of one.</summary>
    public const int LineWidth = 36;

    /// <summary>Lines of a page, the title among them.</summary>
    public const int PageLines = 30;

    private const int TitleLines = 3;

    /// <summary>Pages of the parts that are there, in their order.</summary>
    public static IReadOnlyList<Sheet> Of(IEnumerable<DossierPart> parts)
    {
        var sheets = new List<Sheet>();
        foreach (var part in parts.Where(p => p.IsThere).OrderBy(p => p.No))
        {
            var lines = part.Paragraphs.SelectMany(Wrap).ToList();
            var (at, isFirst) = (0, true);
            while (at < lines.Count)
            {
                var room = PageLines - (isFirst ? TitleLines : 0);
                sheets.Add(new Sheet(sheets.Count + 1, part, isFirst, [.. lines.Skip(at).Take(room)]));
                (at, isFirst) = (at + room, false);
            }
            foreach (var scan in part.Scans)
            {
                sheets.Add(new Sheet(sheets.Count + 1, part, isFirst, [], scan));
                isFirst = false;
            }
        }
        return sheets;
    }

    /// <summary>Lines of a paragraph; a break that was typed stays.</summary>
    public static IEnumerable<string> Wrap(string paragraph)
    {
        foreach (var line in paragraph.ReplaceLineEndings("\n").Split('\n'))
        {
            var (start, width) = (0, 0);
            for (var i = 0; i < line.Length; i++)
            {
                var wide = line[i] < 0x1100 ? 1 : 2;
                if (width + wide > LineWidth * 2 && !char.IsLowSurrogate(line[i]))
                {
                    yield return line[start..i];
                    (start, width) = (i, 0);
                }
                width += wide;
            }
            yield return line[start..];
        }
    }
}
