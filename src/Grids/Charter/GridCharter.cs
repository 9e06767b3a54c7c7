using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Charter;

/// <summary>Where the content of a setting comes from. 内容来源</summary>
public enum CharterSource
{
    /// <summary>A text written for the grid or for an area around it.</summary>
    Text,

    /// <summary>The boundary and the number of households.</summary>
    Boundary,

    /// <summary>Posts and seats of the grid.</summary>
    Staff,

    /// <summary>How often is patrolled and visited.</summary>
    Frequency,
}

/// <summary>One of the settings of a grid's charter; names are data of the district. 网格八定条目</summary>
public sealed class CharterSetting : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>1 up.</summary>
    public int No { get; init; }

    public CharterSource Source { get; set; }
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";

    /// <summary>What a district uses that has written none of its own.</summary>
    public static IReadOnlyList<CharterSetting> Usual { get; } =
    [
        Make(1, CharterSource.Boundary, "定网格", "Boundary"),
        Make(2, CharterSource.Staff, "定人员", "People"),
        Make(3, CharterSource.Text, "定职责", "Duties"),
        Make(4, CharterSource.Text, "定任务", "Tasks"),
        Make(5, CharterSource.Frequency, "定频次", "Frequency"),
        Make(6, CharterSource.Text, "定流程", "Procedure"),
        Make(7, CharterSource.Text, "定标准", "Standards"),
        Make(8, CharterSource.Text, "定考评", "Review"),
    ];

    private static CharterSetting Make(int no, CharterSource source, string zh, string en) =>
        new()
        {
            No = no,
            Source = source,
            NameZh = zh,
            NameEn = en,
        };
}

/// <summary>What a setting says for an area; the grids inside inherit it. 网格八定内容</summary>
public sealed class CharterValue : ITenantRow, IVersioned
{
    /// <summary>Longest text, characters.</summary>
    public const int Longest = 1000;

    public int DistrictId { get; init; }

    /// <summary>6 to 15 digits; the longest code around a grid wins.</summary>
    public string AreaCode { get; init; } = "";

    public int No { get; init; }
    public string Text { get; set; } = "";

    /// <summary>Rounds a week; null when the setting is no frequency.</summary>
    public int? PatrolsAWeek { get; set; }

    /// <summary>Visits to households a month; null when the setting is no frequency.</summary>
    public int? VisitsAMonth { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class CharterSettingTable : IEntityTypeConfiguration<CharterSetting>
{
    public void Configure(EntityTypeBuilder<CharterSetting> row)
    {
        row.ToTable("grids_charter_setting");
        row.HasKey(s => new { s.DistrictId, s.No });
        row.Property(s => s.NameZh).HasMaxLength(20);
        row.Property(s => s.NameEn).HasMaxLength(40);
    }
}

internal sealed class CharterValueTable : IEntityTypeConfiguration<CharterValue>
{
    public void Configure(EntityTypeBuilder<CharterValue> row)
    {
        row.ToTable("grids_charter_value");
        row.HasKey(v => new
        {
            v.DistrictId,
            v.AreaCode,
            v.No,
        });
        row.Property(v => v.AreaCode).HasMaxLength(15);
        row.Property(v => v.Text).HasMaxLength(CharterValue.Longest * 4);
    }
}

/// <summary>The feature's tables on the context. 网格八定表</summary>
public static class CharterSets
{
    extension(GezhiDb db)
    {
        public DbSet<CharterSetting> CharterSettings => db.Set<CharterSetting>();

        public DbSet<CharterValue> CharterValues => db.Set<CharterValue>();

        public DbSet<CoordinationScheme> CoordinationSchemeRows => db.Set<CoordinationScheme>();

        public DbSet<CoordinationSeatRow> CoordinationSeatRows => db.Set<CoordinationSeatRow>();

        /// <summary>Settings of the district; the usual eight while it has none of its own.</summary>
        public async Task<IReadOnlyList<CharterSetting>> SettingsOfCharter(CancellationToken ct)
        {
            var own = await db.Set<CharterSetting>().AsNoTracking().OrderBy(s => s.No).ToListAsync(ct);
            return own.Count > 0 ? own : CharterSetting.Usual;
        }
    }
}
