using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Staffing;

/// <summary>How many of a kind an area of a level needs, and how much one of them can carry. 配置标准</summary>
public sealed class StaffingNorm : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Where it holds: 6 to 12 digits; a longer code wins over a shorter one.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Areas of which level.</summary>
    public AreaLevel Level { get; init; }

    public StaffKind Kind { get; init; }

    /// <summary>At least so many; 0: none is needed here, whatever the wider norm says.</summary>
    public int Least { get; set; }

    /// <summary>Most households one of them looks after; null: no limit.</summary>
    public int? MostHouseholds { get; set; }

    /// <summary>Most open cases on the ground of one of them; null: no limit.</summary>
    public int? MostOpenCases { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class StaffingNormTable : IEntityTypeConfiguration<StaffingNorm>
{
    public void Configure(EntityTypeBuilder<StaffingNorm> row)
    {
        row.ToTable("grids_staffing_norm");
        row.HasKey(n => new { n.DistrictId, n.Id });
        row.Property(n => n.AreaCode).HasMaxLength(12);
        row.HasIndex(n => new
            {
                n.DistrictId,
                n.AreaCode,
                n.Level,
                n.Kind,
            })
            .IsUnique();
    }
}

/// <summary>One line of the norm, free of the database. 标准条目</summary>
/// <param name="AreaCode">Where it holds.</param>
/// <param name="Level">Areas of which level.</param>
/// <param name="Kind">Who is needed.</param>
/// <param name="Least">At least so many.</param>
/// <param name="MostHouseholds">Null: no limit.</param>
/// <param name="MostOpenCases">Null: no limit.</param>
/// <param name="Version">Of the row; 0 when the line is the usual one, written nowhere.</param>
public sealed record NormLine(
    string AreaCode,
    AreaLevel Level,
    StaffKind Kind,
    int Least,
    int? MostHouseholds = null,
    int? MostOpenCases = null,
    int Version = 0
);

/// <summary>The norm that holds in a district. 配置标准表</summary>
public sealed class StaffingNorms(IEnumerable<NormLine> lines)
{
    private readonly ILookup<AreaLevel, NormLine> byLevel = lines.ToLookup(l => l.Level);

    /// <summary>What is usual where a district has written nothing of its own: 一格一警一民调, one lead, one worker of at most 500 households.</summary>
    public static IReadOnlyList<NormLine> Usual(string district) =>
        [
            new(district, AreaLevel.Street, StaffKind.StreetLead, 1),
            new(district, AreaLevel.Community, StaffKind.Secretary, 1),
            new(district, AreaLevel.Grid, StaffKind.GridLead, 1),
            new(district, AreaLevel.Grid, StaffKind.Worker, 1, 500, 30),
            new(district, AreaLevel.Grid, StaffKind.Police, 1),
            new(district, AreaLevel.Grid, StaffKind.Mediator, 1),
            new(district, AreaLevel.Grid, StaffKind.PartyBranch, 1),
        ];

    /// <summary>一格一警一民调: of these one is meant, and not at least one; more only where the norm asks for more.</summary>
    /// <returns>Null: there may be as many as there are.</returns>
    public static int? Most(NormLine line) => line.Kind is StaffKind.Police or StaffKind.Mediator ? Math.Max(1, line.Least) : null;

    /// <summary>What an area needs: for each kind the line of the nearest area around it.</summary>
    public IEnumerable<NormLine> For(string areaCode, AreaLevel level) =>
        byLevel[level]
            .Where(l => areaCode.StartsWith(l.AreaCode, StringComparison.Ordinal))
            .GroupBy(l => l.Kind)
            .Select(g => g.MaxBy(l => l.AreaCode.Length)!)
            .Where(l => l.Least > 0 || l.MostHouseholds is not null || l.MostOpenCases is not null)
            .OrderBy(l => l.Kind);
}
