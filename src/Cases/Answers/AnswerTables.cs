using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Answers;

/// <summary>At which step an answer goes out to the people who reported. 答复场合</summary>
public enum AnswerKind
{
    /// <summary>结案答复.</summary>
    Close,

    /// <summary>不予受理.</summary>
    Decline,

    /// <summary>转办.</summary>
    Transfer,
}

/// <summary>One edition of a prepared answer; the newest counts, the older ones stay. 答复模板</summary>
public sealed class AnswerTemplate : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Stays the same through all editions, e.g. <c>court</c>.</summary>
    public string Code { get; init; } = "";

    /// <summary>1, 2, 3….</summary>
    public int Edition { get; init; }

    public AnswerKind Kind { get; init; }

    /// <summary>Only for this category and those below it, <c>scheme/kind/code</c>; null: for all.</summary>
    public string? CategoryKey { get; init; }

    /// <summary>Short, for the person who chooses.</summary>
    public string Name { get; init; } = "";

    /// <summary>With variables in braces, see <see cref="FillAnswer.Variables"/>.</summary>
    public string TextZh { get; init; } = "";

    public string TextEn { get; init; } = "";

    /// <summary>Where people are sent; null for nowhere.</summary>
    public string? ChannelCode { get; init; }

    /// <summary>Not offered any more.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Who made this edition; null for what came with the product.</summary>
    public Guid? By { get; init; }

    public DateTime At { get; init; }
}

/// <summary>Where a matter belongs that is not for this house: court, arbitration, petition office… 法定渠道</summary>
/// <remarks>The kinds are fixed by law and come with the product; phone, address and hours are the district's.</remarks>
public sealed class LegalChannel : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>e.g. <c>court</c>; the list is fixed.</summary>
    public string Code { get; init; } = "";

    public int Order { get; init; }
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>Which matters belong there.</summary>
    public string ForZh { get; init; } = "";

    public string ForEn { get; init; } = "";

    /// <summary>Law or rule that says so.</summary>
    public string Basis { get; init; } = "";

    public string Phone { get; set; } = "";
    public string Address { get; set; } = "";
    public string Hours { get; set; } = "";
    public int Version { get; set; } = 1;

    /// <summary>As told to people: name · phone · address · hours.</summary>
    public string InOneLine(bool english) =>
        string.Join(" · ", new[] { english ? NameEn : NameZh, Phone, Address, Hours }.Where(part => part.Length > 0));
}

/// <summary>A word of the house that residents do not use, and what to say instead. 行话</summary>
public sealed class HouseWord : ITenantRow
{
    public int DistrictId { get; init; }
    public string Word { get; init; } = "";

    /// <summary>Plain words; empty: leave it out.</summary>
    public string Instead { get; set; } = "";
}

internal sealed class AnswerTemplateTable : IEntityTypeConfiguration<AnswerTemplate>
{
    public void Configure(EntityTypeBuilder<AnswerTemplate> row)
    {
        row.ToTable("cases_answer_template");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.Code,
            t.Edition,
        });
        row.Property(t => t.Code).HasMaxLength(40);
        row.Property(t => t.CategoryKey).HasMaxLength(60);
        row.Property(t => t.Name).HasMaxLength(80);
        row.Property(t => t.TextZh).HasMaxLength(2000);
        row.Property(t => t.TextEn).HasMaxLength(2000);
        row.Property(t => t.ChannelCode).HasMaxLength(40);
    }
}

internal sealed class LegalChannelTable : IEntityTypeConfiguration<LegalChannel>
{
    public void Configure(EntityTypeBuilder<LegalChannel> row)
    {
        row.ToTable("cases_legal_channel");
        row.HasKey(c => new { c.DistrictId, c.Code });
        row.Property(c => c.Code).HasMaxLength(40);
        row.Property(c => c.NameZh).HasMaxLength(80);
        row.Property(c => c.NameEn).HasMaxLength(160);
        row.Property(c => c.ForZh).HasMaxLength(400);
        row.Property(c => c.ForEn).HasMaxLength(800);
        row.Property(c => c.Basis).HasMaxLength(200);
        row.Property(c => c.Phone).HasMaxLength(60);
        row.Property(c => c.Address).HasMaxLength(120);
        row.Property(c => c.Hours).HasMaxLength(80);
    }
}

internal sealed class HouseWordTable : IEntityTypeConfiguration<HouseWord>
{
    public void Configure(EntityTypeBuilder<HouseWord> row)
    {
        row.ToTable("cases_house_word");
        row.HasKey(w => new { w.DistrictId, w.Word });
        row.Property(w => w.Word).HasMaxLength(40);
        row.Property(w => w.Instead).HasMaxLength(80);
    }
}
