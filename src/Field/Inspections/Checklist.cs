using System.Text.Json;
using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Inspections;

/// <summary>Where a version of a checklist stands. 检查表状态</summary>
public enum ChecklistState
{
    /// <summary>草稿.</summary>
    Draft,

    /// <summary>执行中: approved by a second person.</summary>
    InForce,

    /// <summary>已停用: another version took its place, or nobody uses it any more. What a phone has filled in by it still counts.</summary>
    Retired,
}

/// <summary>One version of a checklist; inspections keep the version they were made by. 检查表版本</summary>
public sealed class Checklist : ITenantRow, IVersioned
{
    /// <summary>Most items.</summary>
    public const int MostItems = 60;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The same for all versions of a checklist.</summary>
    public Guid LineId { get; init; }

    /// <summary>1, 2, 3… within the line.</summary>
    public int VersionNo { get; init; }

    public string Title { get; set; } = "";

    /// <summary>For readers of English; empty: the Chinese title is shown.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>Title in the reader's language.</summary>
    public string Named => InspectionTexts.IsEnglish && TitleEn.Length > 0 ? TitleEn : Title;

    /// <summary>Names of <see cref="InspectedKind"/>, parted by blanks.</summary>
    public string KindList { get; set; } = "";

    /// <summary>Routine: days after which a place is due again; null: inspected when a campaign or a person asks.</summary>
    public int? EveryDays { get; set; }

    /// <summary>JSON list of items.</summary>
    public string Content { get; set; } = "[]";

    public ChecklistState State { get; set; }

    /// <summary>Null for what came with the seed.</summary>
    public Guid? WrittenBy { get; set; }
    public DateTime WrittenAt { get; set; }
    public Guid? ApprovedBy { get; set; }
    public DateTime? ApprovedAt { get; set; }
    public DateTime? RetiredAt { get; set; }
    public int Version { get; set; } = 1;

    public IReadOnlyList<ChecklistItem> Items() => JsonSerializer.Deserialize<List<ChecklistItem>>(Content, FieldJson.Options) ?? [];

    public void Set(IEnumerable<ChecklistItem> items) => Content = JsonSerializer.Serialize(items, FieldJson.Options);

    public IReadOnlyList<InspectedKind> Kinds() =>
        [.. KindList.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<InspectedKind>)];

    public static string NamesOf(IEnumerable<InspectedKind> kinds) => string.Join(' ', kinds.Distinct().Order());
}

internal sealed class ChecklistTable : IEntityTypeConfiguration<Checklist>
{
    public void Configure(EntityTypeBuilder<Checklist> row)
    {
        row.ToTable("field_checklist");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Title).HasMaxLength(60);
        row.Property(c => c.TitleEn).HasMaxLength(120);
        row.Ignore(c => c.Named);
        row.Property(c => c.KindList).HasMaxLength(400);
        row.Property(c => c.Content).HasMaxLength(60_000);
        row.HasIndex(c => new
            {
                c.DistrictId,
                c.LineId,
                c.VersionNo,
            })
            .IsUnique();
        row.HasIndex(c => new { c.DistrictId, c.State });
    }
}
