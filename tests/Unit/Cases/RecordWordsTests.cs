using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Texts;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>What the product wrote is read in the reader's language; what people wrote stays.</summary>
public class RecordWordsTests
{
    private static readonly JsonTexts Texts = new([
        typeof(JsonTexts).Assembly,
        typeof(RecordWords).Assembly,
        typeof(Gezhi.Identity.Contract.Staffing).Assembly,
        typeof(Gezhi.Grids.GridsModule).Assembly,
    ]);
    private static readonly RecordWords Words = new(Texts);

    [Theory]
    [InlineData("处置时限超期 240 分钟，提醒街道", "Handling: 240 min overdue; told: Street")]
    [InlineData(
        "启用升级阶梯：截止时间由 2026-03-05 14:00 改为 2026-03-06 09:00",
        "The ladder was put up: deadline moved from 2026-03-05 14:00 to 2026-03-06 09:00"
    )]
    [InlineData("【演练】火灾，Ⅳ级 一般；呼叫 8 人；没有预案", "[Drill] Fire, Level IV, ordinary; 8 people called; No plan")]
    [InlineData("第 2 步完成：疏散一层（超过预案时间）", "Step 2 done: 疏散一层 (later than planned)")]
    [InlineData("解除警报；撤出 3 人，里面 0 人；都安全", "All-clear; 3 people out, 0 inside; 都安全")]
    public void Sentences_of_the_product_are_read_in_English(string written, string read) =>
        In("en", () => Words.Note(CaseAction.Alarm, written)).ShouldBe(read);

    [Theory]
    [InlineData("火灾，请快来")]
    [InlineData("先去现场；再说")]
    public void What_people_wrote_stays_as_it_is(string written)
    {
        In("en", () => Words.Note(CaseAction.Climb, written)).ShouldBe(written);
        In("en", () => Words.ReadWhole(written)).ShouldBe(written);
    }

    [Fact]
    public void Chinese_readers_read_the_record_itself() =>
        In("zh-CN", () => Words.Note(CaseAction.Escalate, "处置时限到期，提醒街道")).ShouldBe("处置时限到期，提醒街道");

    [Fact]
    public void Each_sentence_has_English_and_is_written_somewhere()
    {
        var sources = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith("RecordSentences.cs", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );

        RecordSentences.All.Where(s => !Texts.English.ContainsKey(s)).ShouldBeEmpty();
        RecordSentences
            .All.SelectMany(s => Regex.Split(s, @"\{\d\}"))
            .Where(piece => piece.Trim('：', '；', '，', ' ').Length > 0)
            .Where(piece => !sources.Contains(piece, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static T In<T>(string culture, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
