using System.Globalization;
using System.Text.Json;
using Gezhi.Indicators.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Who or what a scheme evaluates. 考核对象</summary>
public enum SubjectKind
{
    /// <summary>网格: cases of its area.</summary>
    Grid,

    /// <summary>街道: cases of its area.</summary>
    Street,

    /// <summary>处置部门: cases in its account.</summary>
    Unit,

    /// <summary>网格员: cases of the grids of the post, on the days on which it was held.</summary>
    Worker,

    /// <summary>中心岗位: cases of the whole district.</summary>
    Desk,
}

/// <summary>A figure with its weight. 考核分项</summary>
/// <param name="Figure">Key of an <see cref="AccountFigure"/>.</param>
/// <param name="Weight">In hundredths of a per cent: 10,000 are all.</param>
public sealed record SchemePart(string Figure, int Weight);

/// <summary>One version of a scheme. 考核办法</summary>
/// <param name="Key">The same in all versions.</param>
/// <param name="Version">1, 2, 3…</param>
/// <param name="FromMonth">First month it holds for, yyyyMM; 0: since ever.</param>
/// <param name="Parts">Their weights sum to exactly <see cref="Whole"/>.</param>
public sealed record Scheme(
    string Key,
    int Version,
    int FromMonth,
    SubjectKind Kind,
    string NameZh,
    string NameEn,
    IReadOnlyList<SchemePart> Parts
)
{
    /// <summary>All weights together.</summary>
    public const int Whole = 10_000;

    /// <summary>Where it comes from and what was changed, in two languages.</summary>
    public string SourceZh { get; init; } = "";

    /// <inheritdoc cref="SourceZh"/>
    public string SourceEn { get; init; } = "";

    /// <summary>In the reader's language.</summary>
    public string Name => IsEnglish ? NameEn : NameZh;

    /// <summary>In the reader's language.</summary>
    public string Source => IsEnglish ? SourceEn : SourceZh;

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Whether parts may stand as a scheme.</summary>
    /// <exception cref="InvalidInput">A figure that may not be weighed or stands twice, a weight that is none, or weights that are not exactly 100 %.</exception>
    public static void Check(IReadOnlyList<SchemePart> parts)
    {
        if (parts.Count == 0 || parts.Any(p => p is null))
            throw new InvalidInput("Parts", "input.required");
        if (parts.Any(p => AccountFigure.Find(p.Figure) is null))
            throw new InvalidInput("Parts", "evaluation.figure");
        if (parts.Select(p => p.Figure).Distinct(StringComparer.Ordinal).Count() < parts.Count)
            throw new InvalidInput("Parts", "evaluation.figure-twice");
        if (parts.Any(p => p.Weight is < 1 or > Whole))
            throw new InvalidInput("Parts", "evaluation.weight");
        if (parts.Sum(p => p.Weight) != Whole)
            throw new InvalidInput("Parts", "evaluation.weights");
    }
}

/// <summary>Where a version written here stands. 办法状态</summary>
public enum SchemeState
{
    /// <summary>草稿.</summary>
    Draft,

    /// <summary>已发布: by a second person; holds from its month on, until a later version.</summary>
    Published,
}

/// <summary>A version of a scheme that was written here; what the product ships stands in <see cref="ProductSchemes"/>. 考核办法版本</summary>
public sealed class SchemeRow : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string SchemeKey { get; init; } = "";

    /// <summary>2, 3… within the key: the first version is the product's.</summary>
    public int VersionNo { get; init; }

    /// <summary>JSON list of parts.</summary>
    public string Content { get; set; } = "[]";

    /// <summary>Why it is changed, for everybody who is evaluated.</summary>
    public string Reason { get; set; } = "";

    public SchemeState State { get; set; }

    /// <summary>yyyyMM; null while it is a draft.</summary>
    public int? FromMonth { get; set; }

    public Guid? WrittenBy { get; set; }
    public DateTime WrittenAt { get; set; }
    public Guid? PublishedBy { get; set; }
    public DateTime? PublishedAt { get; set; }
    public int Version { get; set; } = 1;

    public IReadOnlyList<SchemePart> Parts() => JsonSerializer.Deserialize<List<SchemePart>>(Content) ?? [];

    public void Set(IReadOnlyList<SchemePart> parts) => Content = JsonSerializer.Serialize(parts);

    /// <summary>With name, kind and source of the product's scheme of the same key.</summary>
    public Scheme Of(Scheme first) => first with { Version = VersionNo, FromMonth = FromMonth ?? 0, Parts = Parts() };
}

internal sealed class SchemeTable : IEntityTypeConfiguration<SchemeRow>
{
    public void Configure(EntityTypeBuilder<SchemeRow> row)
    {
        row.ToTable("workforce_scheme");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.SchemeKey).HasMaxLength(40);
        row.Property(s => s.Content).HasMaxLength(4000);
        row.Property(s => s.Reason).HasMaxLength(800);
        row.HasIndex(s => new
            {
                s.DistrictId,
                s.SchemeKey,
                s.VersionNo,
            })
            .IsUnique();
    }
}
