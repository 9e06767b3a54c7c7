#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Indicators.Months;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Contract;

/// <summary>What one case contributes to evaluation; says nothing of people or texts. 考核明细</summary>
/// <param name="CaseId">The case.</param>
/// <param name="AreaCode">Area of its day.</param>
/// <param name="CategoryKey">Empty until somebody chose one.</param>
/// <param name="UnitCode">Whose account it is; empty: nobody's, "-": no unit led it at that moment.</param>
/// <param name="Marks">Bits as <see cref="AccountFigure"/> asks for them.</param>
/// <param name="ReportedOn">Local day.</param>
/// <param name="FiledOn">Local day; null: not filed.</param>
/// <param name="JudgedOn">Local day; null: not yet in the account.</param>
/// <param name="QualityOn">Local day; null: not yet.</param>
public sealed record AccountLine(
    Guid CaseId,
    string AreaCode,
    string CategoryKey,
    string UnitCode,
    long Marks,
    DateOnly ReportedOn,
    DateOnly? FiledOn,
    DateOnly? JudgedOn,
    DateOnly? QualityOn
)
{
    /// <summary>The day by which it counts; null: it does not. 归属日</summary>
    public DateOnly? On(AccountDay day) =>
        day switch
        {
            AccountDay.Judged => JudgedOn,
            AccountDay.Quality => QualityOn,
            AccountDay.Reported => ReportedOn,
            AccountDay.Filed => FiledOn,
            _ => throw new ArgumentOutOfRangeException(nameof(day), day, null),
        };

    /// <summary>夜间上报: between 20:00 and 6:00 by the local clock.</summary>
    public bool IsAtNight => (Marks & (long)Mark.AtNight) != 0;

    /// <summary>已作废: filed once, and void since.</summary>
    public bool IsVoid => (Marks & (long)(Mark.EverFiled | Mark.NotVoid)) == (long)Mark.EverFiled;

    /// <summary>Of a contribution as the roll-ups keep it. 由事实</summary>
    public static AccountLine Of(FactRow fact) =>
        new(
            fact.CaseId,
            fact.AreaCode,
            fact.CategoryKey,
            fact.ChargedUnitCode,
            fact.Marks,
            fact.ReportedOn,
            fact.FiledOn,
            fact.JudgedOn,
            fact.QualityOn
        );
}

/// <summary>Frozen months and the contributions kept with them. 考核月份</summary>
public sealed class AccountMonths
{
    private readonly GezhiDb db;
    private readonly CaseHistories histories;
    private readonly FigureSettings settings;

    internal AccountMonths(GezhiDb db, CaseHistories histories, FigureSettings settings) =>
        (this.db, this.histories, this.settings) = (db, histories, settings);

    /// <summary>A result on fewer cases is none. <c>Indicators:LeastCases</c></summary>
    public int LeastCases => settings.LeastCases;

    /// <summary>Lists are sorted by score. Off unless somebody decided it: <c>Indicators:Ranking</c></summary>
    public bool IsRanking => settings.IsRanking;

    /// <summary>Months that are frozen, oldest first, with the UTC instant of freezing. 封存月份</summary>
    public async Task<IReadOnlyList<(int Month, DateTime FrozenAt)>> Frozen(CancellationToken ct) =>
        [
            .. (
                await db.Set<FrozenMonth>().AsNoTracking().OrderBy(m => m.Month).Select(m => new { m.Month, m.FrozenAt }).ToListAsync(ct)
            ).Select(m => (m.Month, m.FrozenAt)),
        ];

    /// <summary>Contributions of a frozen month, in the order of the cases. 封存明细</summary>
    /// <param name="areas">Only those in one of these areas; null: all.</param>
    /// <param name="unit">Only those in the account of this unit; null: all.</param>
    public async Task<IReadOnlyList<AccountLine>> Of(
        int month,
        CancellationToken ct,
        IReadOnlyList<string>? areas = null,
        string? unit = null
    )
    {
        var facts = db.Set<FrozenFact>().AsNoTracking().Where(f => f.Month == month);
        if (unit is not null)
            facts = facts.Where(f => f.ChargedUnitCode == unit);
        if (areas is [var only])
            facts = facts.Where(f => f.AreaCode.StartsWith(only));
        else if (areas is not null)
            facts = facts.Where(f => areas.Any(a => f.AreaCode.StartsWith(a)));
        return [.. (await facts.OrderBy(f => f.CaseId).ToListAsync(ct)).Select(AccountLine.Of)];
    }

    /// <summary>Number, title and state of cases, without the titles of what the reader may not open. 案件标签</summary>
    public Task<IReadOnlyDictionary<Guid, CaseLabel>> Labels(IReadOnlyList<Guid> caseIds, CancellationToken ct) =>
        histories.Labels(caseIds, ct);

    /// <summary>Name of a category in the reader's language. 类别名称</summary>
    public ValueTask<string> CategoryName(string key, CancellationToken ct) => histories.NameOf(key.Length > 0 ? key : null, ct);

    /// <summary>Local day of an instant. 当地日期</summary>
    public DateOnly LocalDay(DateTime at) => histories.Calendar.LocalDay(at);

    /// <summary>Local time of an instant. 当地时间</summary>
    public DateTime Local(DateTime at) => histories.Calendar.Local(at);
}
