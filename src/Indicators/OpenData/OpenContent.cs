using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gezhi.Indicators.OpenData;

/// <summary>A published figure with the definition that held in the month. 公开指标</summary>
public sealed record OpenFigure(
    string Key,
    int Version,
    string NameZh,
    string NameEn,
    string FormulaZh,
    string FormulaEn,
    string ExclusionsZh,
    string ExclusionsEn,
    string SourceZh,
    string SourceEn
);

/// <summary>An area of the table. 公开区域</summary>
/// <param name="Code">6 to 15 digits; with a hyphen at the end: what is in the area before it and in none of its parts.</param>
/// <param name="Level">district, street, community or grid.</param>
/// <param name="Lon">Middle of the area, degrees of WGS-84; null when it is not drawn.</param>
public sealed record OpenArea(string Code, string Level, string NameZh, string NameEn, double? Lon, double? Lat);

/// <summary>A category of the table. 公开类别</summary>
/// <param name="Key">"all" for all together; with a hyphen at the end: what is in the major before it and in none of its lines.</param>
/// <param name="Level">all, major or line.</param>
public sealed record OpenCategory(string Key, string Level, string NameZh, string NameEn);

/// <summary>What is shown of one category in one area. 公开行</summary>
/// <param name="Area">Place in <see cref="OpenContent.Areas"/>.</param>
/// <param name="Category">Place in <see cref="OpenContent.Categories"/>.</param>
/// <param name="Values">In the order of <see cref="OpenContent.Figures"/>; null: none, few, or held back. Never all of them null.</param>
public sealed record OpenRow(int Area, int Category, IReadOnlyList<int?> Values);

/// <summary>A month as it is published: the numbers that may be shown and what they mean, nothing else. 开放数据内容</summary>
public sealed record OpenContent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file of its own, in no page
    };

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    /// <summary>1, and one more for every correction.</summary>
    public required int VersionNo { get; init; }

    /// <summary>Why it was corrected; empty for the first.</summary>
    public required string Reason { get; init; }

    /// <summary>UTC; the cases stand as they did then.</summary>
    public required DateTime FrozenAt { get; init; }

    /// <summary>Cells of fewer cases are held back.</summary>
    public required int Least { get; init; }

    public required OpenScope Scope { get; init; }
    public required string Publisher { get; init; }
    public required string LicenceId { get; init; }
    public required string LicenceName { get; init; }
    public required string LicenceUrl { get; init; }
    public required IReadOnlyList<OpenFigure> Figures { get; init; }
    public required IReadOnlyList<OpenArea> Areas { get; init; }
    public required IReadOnlyList<OpenCategory> Categories { get; init; }
    public required IReadOnlyList<OpenRow> Rows { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static OpenContent Read(string json) => JsonSerializer.Deserialize<OpenContent>(json, Json)!;
}

/// <summary>The numbers at the top of a month, for the page. 公开摘要</summary>
/// <param name="All">Of the whole district, in the order of the figures; null: not shown.</param>
/// <param name="Streets">Only those of which anything is shown.</param>
/// <param name="Majors">Only those of which anything is shown.</param>
/// <param name="Rows">How many rows the files have.</param>
public sealed record OpenSummary(
    IReadOnlyList<int?> All,
    IReadOnlyList<OpenSummary.Part> Streets,
    IReadOnlyList<OpenSummary.Part> Majors,
    int Rows
)
{
    /// <summary>A street or a major.</summary>
    public sealed record Part(string Code, string NameZh, string NameEn, IReadOnlyList<int?> Values);

    public static OpenSummary Of(OpenContent content)
    {
        bool IsAt(OpenRow row, string area, string category) =>
            content.Areas[row.Area].Level == area && content.Categories[row.Category].Level == category;
        return new OpenSummary(
            content.Rows.FirstOrDefault(r => IsAt(r, "district", "all"))?.Values ?? [.. content.Figures.Select(_ => (int?)null)],
            [
                .. content
                    .Rows.Where(r => IsAt(r, "street", "all"))
                    .Select(r => (Area: content.Areas[r.Area], r.Values))
                    .Select(r => new Part(r.Area.Code, r.Area.NameZh, r.Area.NameEn, r.Values)),
            ],
            [
                .. content
                    .Rows.Where(r => IsAt(r, "district", "major"))
                    .Select(r => (Category: content.Categories[r.Category], r.Values))
                    .Select(r => new Part(r.Category.Key, r.Category.NameZh, r.Category.NameEn, r.Values)),
            ],
            content.Rows.Count
        );
    }

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static OpenSummary Read(string json) => JsonSerializer.Deserialize<OpenSummary>(json, JsonSerializerOptions.Web)!;
}
