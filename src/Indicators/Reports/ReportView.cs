using Gezhi.Cases.Contract;
using Gezhi.Indicators.Reading;

namespace Gezhi.Indicators.Reports;

/// <summary>A report with everything by name, ready to be drawn. 报表视图</summary>
/// <param name="Labels">Number and title of open cases, for those who may see them; never kept with a report.</param>
/// <param name="Standing">Whether it is provisional, frozen, or stands on the cases as they were.</param>
public sealed record ReportView(
    ReportContent Content,
    IReadOnlyList<IReadOnlyList<SentencePart>> Sentences,
    IReadOnlyDictionary<(Split By, string Part), string> Names,
    IReadOnlyDictionary<Guid, CaseLabel> Labels,
    string Standing
);

/// <summary>Reads the names a report needs. 报表命名</summary>
public sealed class NameReport(ReportWords words, ReportFile file, CaseHistories histories)
{
    public async Task<ReportView> Run(ReportContent content, CancellationToken ct)
    {
        var names = new Dictionary<(Split, string), string>();
        async Task Name(Split by, string part) => names.TryAdd((by, part), await words.Part(by, part, ct));
        foreach (var table in content.Tables)
        foreach (var row in table.Rows)
            await Name(table.By, row.Part);
        foreach (var one in content.Oldest)
        {
            await Name(Split.Area, one.AreaCode);
            await Name(Split.Category, one.CategoryKey);
            await Name(Split.Unit, one.UnitCode);
        }
        foreach (var one in content.Raised.Concat(content.Ended))
            await Name(Split.Area, one.AreaCode);
        return new ReportView(
            content,
            await words.Sentences(content, ct),
            names,
            await histories.Labels([.. content.Oldest.Select(o => o.CaseId)], ct),
            file.Standing(content)
        );
    }
}
