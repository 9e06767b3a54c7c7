using System.Text.Json;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Consents;

/// <summary>A version of what people are asked to agree to, drafted or published here; number 1 comes with the product. 同意文本</summary>
/// <remarks>Once published it is never changed: people agreed to these very words.</remarks>
public sealed class ConsentText : ITenantRow, IVersioned
{
    /// <summary>Longest text of one part, characters.</summary>
    public const int LongestWords = 1_000;

    /// <summary>Longest line.</summary>
    public const int LongestLine = 200;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>One of <see cref="ConsentPurposes"/>.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>From 2; a purpose has at most one draft, so the number is unique.</summary>
    public int Number { get; init; }

    /// <summary><see cref="ConsentParts"/> as JSON.</summary>
    public string Content { get; private set; } = "";

    public ConsentParts Parts => JsonSerializer.Deserialize<ConsentParts>(Content)!;

    /// <summary>Who agreed to an older one is asked again.</summary>
    public bool AsksAgain { get; private set; }

    /// <summary>First local day on which it counts; null while it is a draft.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>UTC; null while it is a draft.</summary>
    public DateTime? PublishedAt { get; private set; }

    public Guid? PublishedBy { get; private set; }

    /// <summary>UTC, of the last change of the draft.</summary>
    public DateTime DraftedAt { get; private set; }

    public Guid? DraftedBy { get; private set; }
    public int Version { get; set; } = 1;

    public void Draft(ConsentParts parts, bool asksAgain, Guid? by, DateTime now) =>
        (Content, AsksAgain, DraftedBy, DraftedAt) = (JsonSerializer.Serialize(parts), asksAgain, by, now);

    public void Publish(DateOnly from, Guid? by, DateTime now) => (ValidFrom, PublishedBy, PublishedAt) = (from, by, now);
}

/// <summary>What a text says, part by part, in both languages. 文本内容</summary>
/// <param name="FieldsZh">Which information.</param>
/// <param name="KeepZh">Until when.</param>
/// <param name="EffectZh">What happens on withdrawal.</param>
public sealed record ConsentParts(
    string TitleZh,
    string TitleEn,
    string WordsZh,
    string WordsEn,
    string FieldsZh,
    string FieldsEn,
    string KeepZh,
    string KeepEn,
    string EffectZh,
    string EffectEn
);

internal sealed class ConsentTextTable : IEntityTypeConfiguration<ConsentText>
{
    public void Configure(EntityTypeBuilder<ConsentText> row)
    {
        row.ToTable("platform_consent_text");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.Property(t => t.Purpose).HasMaxLength(40);
        row.Property(t => t.Content).HasMaxLength(50_000);
        row.Ignore(t => t.Parts);
        row.HasIndex(t => new
            {
                t.DistrictId,
                t.Purpose,
                t.Number,
            })
            .IsUnique();
    }
}
