using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Reports;

/// <summary>A piece of a sentence: words, or a number that leads to its list. 句中一段</summary>
/// <param name="Href">The list of exactly <paramref name="Count"/> cases; null: these are words.</param>
public sealed record SentencePart(string Text, string? Href = null, long Count = 0);

/// <summary>How reports name things, and their sentences: made of numbers alone, by fixed patterns. 报表用语</summary>
/// <remarks>
/// Every number in a sentence leads to its list. Nothing is called high, low, good or bad: what is picked out is picked by a rule that stands in the sentence.
/// </remarks>
public sealed class ReportWords(IStringLocalizer T, FigureList list, CaseHistories histories, ReadBehind behind, AreaBook areas)
{
    private const int Top = 3;

    public string Name(ReportKind kind) =>
        kind switch
        {
            ReportKind.Day => T["日报"],
            ReportKind.Week => T["周报"],
            ReportKind.Month => T["月报"],
            ReportKind.Topic => T["专题"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>"2026-03-05", "2026-W10", "2026-03", or both days of a topic.</summary>
    public static string Period(ReportPeriod period) =>
        period.Kind == ReportKind.Topic ? $"{FigureAsk.Day(period.From)} – {FigureAsk.Day(period.To)}" : period.Text;

    public string Area(string code) => areas.NameOf(code) ?? code;

    public string Title(ReportKind kind, string? topicName, string areaCode) =>
        T["{0}{1}", Area(areaCode), topicName is null ? Name(kind) : T["专题：{0}", topicName].Value];

    public string By(Split by) =>
        by switch
        {
            Split.Area => T["区域"],
            Split.Category => T["类别"],
            Split.Unit => T["主办单位"],
            Split.Channel => T["渠道"],
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, null),
        };

    /// <summary>Name of an area, category, unit or channel.</summary>
    public async ValueTask<string> Part(Split by, string part, CancellationToken ct) =>
        by switch
        {
            Split.Area => Area(part),
            Split.Category => await histories.NameOf(part.Length > 0 ? part : null, ct) is { Length: > 0 } name ? name : "—",
            Split.Unit => await behind.UnitName(part, ct),
            Split.Channel => Enum.TryParse<Channel>(part, out var channel) ? histories.NameOf(channel) : part,
            _ => part,
        };

    /// <summary>The definition by which a line was reckoned.</summary>
    public FigureDefinition Definition(string key, int version) =>
        list.VersionsOf(key).FirstOrDefault(v => v.Version == version) ?? list.VersionsOf(key)[^1];

    /// <summary>The question narrowed to one part.</summary>
    public static FigureAsk In(FigureAsk ask, Split by, string part) =>
        by switch
        {
            Split.Area => ask with { Scope = ask.Scope with { Narrowed = part } },
            Split.Category => ask with { Category = part, IsWholeCategory = true },
            Split.Unit => ask with { Unit = part },
            Split.Channel => ask with { Channel = Enum.Parse<Channel>(part) },
            _ => ask,
        };

    /// <summary>"96.4%", "1,284", "35 分钟"; a share of too few cases is their number.</summary>
    public string Value(FigureDefinition figure, FigureValue value, int leastCases) =>
        figure.Kind != FigureKind.Cases && value.Whole > 0 && value.Whole < leastCases ? T["{0} 件，太少", value.Whole]
        : value.Value is not { } number ? "—"
        : figure.Kind != FigureKind.Mean || figure.Measure == Measure.Stars ? ReadFigures.Text(figure, value)
        : number >= 180 ? T["{0} 小时", (number / 60).ToString("0.#", CultureInfo.InvariantCulture)]
        : T["{0} 分钟", number.ToString("0.#", CultureInfo.InvariantCulture)];

    /// <summary>"+12 (+8.3%)": the difference, and per cent where both stand on enough cases; points for a share. 变化</summary>
    public string Change(FigureDefinition figure, FigureValue now, FigureValue then, int leastCases)
    {
        if (now.Value is not { } a || then.Value is not { } b)
            return "—";
        var isEnough = now.Whole >= leastCases && then.Whole >= leastCases;
        if (figure.Kind == FigureKind.Cases)
            return Signed(a - b, "#,##0") + (isEnough && b > 0 ? T["（{0}%）", Signed((a - b) / b * 100, "0.0")].Value : "");
        if (!isEnough)
            return "—";
        return figure.Kind == FigureKind.Share ? T["{0} 个百分点", Signed((a - b) * 100, "0.0")]
            : figure.Measure == Measure.Stars ? Signed(a - b, "0.0")
            : T["{0} 分钟", Signed(a - b, "#,##0")] + (b > 0 ? T["（{0}%）", Signed((a - b) / b * 100, "0.0")].Value : "");
    }

    private static string Signed(double number, string form) =>
        (
            number > 0 ? "+"
            : number < 0 ? "−"
            : "±"
        ) + Math.Abs(number).ToString(form, CultureInfo.InvariantCulture);

    /// <summary>The sentences of a report.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<SentencePart>>> Sentences(ReportContent content, CancellationToken ct)
    {
        var said = new List<IReadOnlyList<SentencePart>>();
        void Say(string pattern, params IReadOnlyList<SentencePart> numbers) => said.Add(Sentence(pattern, numbers));
        SentencePart Whole(string key) => Number(content, key, content.Ask, content.Line(key).Now.Whole, BehindPart.Whole);
        SentencePart Counted(string key) => Number(content, key, content.Ask, content.Line(key).Now.Counted, BehindPart.Counted);
        SentencePart Then(string key) => Number(content, key, content.AskBefore, content.Line(key).Before.Whole, BehindPart.Whole);
        SentencePart Year(string key) => Number(content, key, content.AskLastYear, content.Line(key).LastYear.Whole, BehindPart.Whole);

        Say(T["上报 {0} 件；上期 {1} 件，去年同期 {2} 件。"].Value, Whole("reported"), Then("reported"), Year("reported"));
        Say(T["立案 {0} 件；上期 {1} 件，去年同期 {2} 件。"].Value, Whole("filed"), Then("filed"), Year("filed"));
        Say(T["结案 {0} 件；上期 {1} 件，去年同期 {2} 件。"].Value, Whole("closed"), Then("closed"), Year("closed"));
        Say(
            T["应结案 {0} 件，其中按期结案 {1} 件；按严格口径（原定时限、延期不计、挂账算未结）应结案 {2} 件，其中按期结案 {3} 件。"].Value,
            Whole("close_ontime_rate"),
            Counted("close_ontime_rate"),
            Whole("close_ontime_rate_strict"),
            Counted("close_ontime_rate_strict")
        );
        Say(T["超过处置时限仍未结案 {0} 件，挂账中 {1} 件。"].Value, Whole("late_open"), Whole("shelved"));
        Say(T["派遣过的 {0} 件中，退单过 {1} 件。"].Value, Whole("return_rate"), Counted("return_rate"));
        Say(T["返工过 {0} 件，结案后重办 {1} 件。"].Value, Counted("rework_rate"), Counted("reopen_rate"));
        Say(
            T["收到评价的结案案件 {0} 件，其中满意（平均四星及以上）{1} 件，评价的人都说已解决 {2} 件。"].Value,
            Whole("satisfaction_rate"),
            Counted("satisfaction_rate"),
            Counted("resolve_rate")
        );
        await SayCategories(content, said, ct);
        if (content.Raised.Count + content.Ended.Count > 0)
            Say(
                T["拉响警情 {0} 起，解除 {1} 起（演练不计）。"].Value,
                new SentencePart(Text(content.Raised.Count), "#raised", content.Raised.Count),
                new SentencePart(Text(content.Ended.Count), "#ended", content.Ended.Count)
            );
        return said;
    }

    /// <summary>Categories with the most cases, and those that grew most; the rule stands in the sentence.</summary>
    private async Task SayCategories(ReportContent content, List<IReadOnlyList<SentencePart>> said, CancellationToken ct)
    {
        var rows = content.Tables.FirstOrDefault(t => t.By == Split.Category)?.Rows ?? [];
        var top = rows.Take(Top).ToList();
        if (top.Count > 0)
        {
            var parts = new List<SentencePart> { new(T["立案件数在前的类别："]) };
            foreach (var (row, i) in top.Select((row, i) => (row, i)))
            {
                var number = Of(content.Ask, row, row.Values["filed"].Whole);
                parts.AddRange(Sentence((i > 0 ? T["、"].Value : "") + await Named(row, ct) + " " + T["{0} 件"].Value, [number]));
            }
            parts.Add(new(T["。"]));
            said.Add(parts);
        }
        var grown = rows.Where(r => r.FiledBefore >= content.LeastCases && r.Values["filed"].Whole >= content.LeastCases)
            .Where(r => r.Values["filed"].Whole > r.FiledBefore)
            .OrderByDescending(r => r.Values["filed"].Whole - r.FiledBefore)
            .ThenBy(r => r.Part, StringComparer.Ordinal)
            .Take(Top)
            .ToList();
        if (grown.Count > 0)
        {
            var parts = new List<SentencePart>
            {
                new(T["比上期增加的类别（两期都不少于 {0} 件，按增加件数取前 {1} 个）：", content.LeastCases, Top]),
            };
            foreach (var (row, i) in grown.Select((row, i) => (row, i)))
                parts.AddRange(
                    Sentence(
                        (i > 0 ? T["、"].Value : "") + await Named(row, ct) + " " + T["{0} 件，上期 {1} 件"].Value,
                        [Of(content.Ask, row, row.Values["filed"].Whole), Of(content.AskBefore, row, row.FiledBefore)]
                    )
                );
            parts.Add(new(T["。"]));
            said.Add(parts);
        }
    }

    /// <summary>Names may hold braces; a pattern may not.</summary>
    private async ValueTask<string> Named(ReportPart row, CancellationToken ct) =>
        (await Part(Split.Category, row.Part, ct)).Replace('{', '（').Replace('}', '）');

    private static SentencePart Of(FigureAsk ask, ReportPart row, long count) =>
        new(Text(count), "/indicators/filed" + In(ask, Split.Category, row.Part).Query(), count);

    private SentencePart Number(ReportContent content, string key, FigureAsk ask, long count, BehindPart part)
    {
        var figure = Definition(key, content.Line(key).Version);
        var of = part == BehindPart.Counted && figure.Kind == FigureKind.Share ? nameof(BehindPart.Counted) : null;
        return new(Text(count), $"/indicators/{key}{ask.Query(("part", of))}", count);
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Puts numbers into a pattern of {0}, {1}…</summary>
    internal static IReadOnlyList<SentencePart> Sentence(string pattern, IReadOnlyList<SentencePart> numbers)
    {
        var parts = new List<SentencePart>();
        for (var at = 0; at < pattern.Length; )
        {
            var open = pattern.IndexOf('{', at);
            var close = open < 0 ? -1 : pattern.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add(new(pattern[at..]));
                break;
            }
            if (open > at)
                parts.Add(new(pattern[at..open]));
            parts.Add(numbers[int.Parse(pattern.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture)]);
            at = close + 1;
        }
        return parts;
    }
}
