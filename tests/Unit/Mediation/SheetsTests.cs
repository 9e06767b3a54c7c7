using Gezhi.Mediation.Printing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Mediation;

/// <summary>Pages of a dossier: in order, numbered, nothing lost.</summary>
public class SheetsTests
{
    [Fact]
    public void Parts_come_in_order_each_on_a_page_of_its_own_and_pages_count_through()
    {
        var sheets = Sheets.Of([Part(7, 80), Part(1, 3), Part(4, 0), Part(13, 1)]);

        sheets.Select(s => s.PageNo).ShouldBe(Enumerable.Range(1, sheets.Count));
        sheets.Select(s => s.Part.No).Distinct().ShouldBe([1, 7, 13]);
        sheets.Where(s => s.IsFirst).Select(s => s.Part.No).ShouldBe([1, 7, 13]);
        sheets.Count(s => s.Part.No == 7).ShouldBe(3);
    }

    [Fact]
    public void Pictures_follow_the_words_of_their_part_and_stand_alone_where_there_are_none()
    {
        Guid[] scans = [Guid.AllBitsSet, Guid.Empty];
        var sheets = Sheets.Of([Part(6, 40) with { Scans = scans }, Part(5, 0) with { Scans = scans[..1] }]);

        sheets
            .Select(s => (s.Part.No, s.ScanId, s.IsFirst))
            .ShouldBe([(5, scans[0], true), (6, null, true), (6, null, false), (6, scans[0], false), (6, scans[1], false)]);
        sheets.Select(s => s.PageNo).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void No_character_is_lost_and_no_line_is_wider_than_the_paper()
    {
        var random = new Random(20260305);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(
                Enumerable
                    .Range(0, random.Next(0, 400))
                    .Select(_ => "调解abc，𠮷 12\n"[random.Next(0, 8)..].EnumerateRunes().First().ToString())
            );
            var lines = Sheets.Wrap(text).ToList();
            string.Concat(lines).ShouldBe(text.Replace("\n", "", StringComparison.Ordinal));
            lines.ShouldAllBe(l => l.Sum(c => c < 0x1100 ? 1 : 2) <= (Sheets.LineWidth * 2) + 2);
            lines.ShouldAllBe(l => l.Length == 0 || !char.IsLowSurrogate(l[0]));
        }
    }

    private static DossierPart Part(int no, int lines) => new(no, $"{no}", true, [.. Enumerable.Range(0, lines).Select(i => $"{i}")]);
}
