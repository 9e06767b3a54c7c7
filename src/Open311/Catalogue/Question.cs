using System.Globalization;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Open311.Catalogue;

/// <summary>What kind of answer a question takes; the words of the specification. 答案类型</summary>
internal enum QuestionKind
{
    /// <summary>string.</summary>
    Line,

    /// <summary>text.</summary>
    Text,

    /// <summary>number.</summary>
    Number,

    /// <summary>datetime.</summary>
    Instant,

    /// <summary>singlevaluelist.</summary>
    OneOf,

    /// <summary>multivaluelist.</summary>
    SomeOf,

    /// <summary>Not a question: something to read before one reports (variable = false).</summary>
    Notice,
}

/// <summary>Who fills a field; FixMyStreet and its kin know the words. 填写方</summary>
internal enum Automation
{
    /// <summary>The person, who is asked.</summary>
    Asked,

    /// <summary>hidden_field: the other platform's page, by a map or a choice made before; nobody sees it.</summary>
    HiddenField,

    /// <summary>server_set: the other platform itself, such as its own number.</summary>
    ServerSet,
}

/// <summary>A question that the interface asks about matters of a category, or a notice. 类别提问</summary>
internal sealed class Question : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string CategoryKey { get; init; } = "";

    /// <summary>What clients call it; unique within the category.</summary>
    public string Code { get; init; } = "";

    public int Order { get; set; }
    public QuestionKind Kind { get; set; }
    public bool IsRequired { get; set; }
    public Automation Automated { get; set; }
    public string TextZh { get; set; } = "";
    public string TextEn { get; set; } = "";

    /// <summary>Choices, one a line: <c>key|中文|English</c>; empty for other kinds.</summary>
    public string Choices { get; set; } = "";

    /// <summary>Asked no more since; null while it is.</summary>
    public DateTime? RetiredAt { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>In the reader's language.</summary>
    public string Text => IsEnglish && TextEn.Length > 0 ? TextEn : TextZh;

    /// <summary>Key and name of each choice, the name in the reader's language.</summary>
    public IReadOnlyList<(string Key, string Name)> Values =>
        [
            .. Choices
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(c => (c[0], IsEnglish && c.Length > 2 && c[2].Length > 0 ? c[2] : c.ElementAtOrDefault(1) ?? c[0])),
        ];

    /// <summary>The word of the specification.</summary>
    public string Datatype =>
        Kind switch
        {
            QuestionKind.Line => "string",
            QuestionKind.Text or QuestionKind.Notice => "text",
            QuestionKind.Number => "number",
            QuestionKind.Instant => "datetime",
            QuestionKind.OneOf => "singlevaluelist",
            QuestionKind.SomeOf => "multivaluelist",
            _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, null),
        };

    /// <summary>The word that other platforms know; null when people are asked.</summary>
    public string? AutomatedWord =>
        Automated switch
        {
            Automation.Asked => null,
            Automation.HiddenField => "hidden_field",
            Automation.ServerSet => "server_set",
            _ => throw new ArgumentOutOfRangeException(nameof(Automated), Automated, null),
        };

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
}

/// <summary>What a district lets the world read. 对外公开设置</summary>
internal sealed class Publication : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>
    /// What was said is public once somebody has filed the matter; else its place stands the name of the category. See docs/decisions/0014-open311.md.
    /// </summary>
    public bool ShowsWords { get; set; }

    /// <summary>
    /// Every service asks the other platform for its own number of the report, which FixMyStreet sends only where it is asked: nothing is taken twice then.
    /// </summary>
    public bool AsksTheirNumber { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class QuestionTable : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> row)
    {
        row.ToTable("open311_attribute");
        row.HasKey(q => new { q.DistrictId, q.Id });
        row.Property(q => q.CategoryKey).HasMaxLength(60);
        row.Property(q => q.Code).HasMaxLength(KeepQuestions.LongestCode);
        row.Property(q => q.TextZh).HasMaxLength(KeepQuestions.LongestText * 2);
        row.Property(q => q.TextEn).HasMaxLength(KeepQuestions.LongestText * 2);
        row.Property(q => q.Choices).HasMaxLength(KeepQuestions.LongestChoices * 2);
        row.Property(q => q.Automated).HasDefaultValue(Automation.Asked).ValueGeneratedNever(); // rows of before have none
        row.HasIndex(q => new
            {
                q.DistrictId,
                q.CategoryKey,
                q.Code,
            })
            .IsUnique();
    }
}

internal sealed class PublicationTable : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> row)
    {
        row.ToTable("open311_setting");
        row.HasKey(p => p.DistrictId);
        row.Property(p => p.AsksTheirNumber).HasDefaultValue(false).ValueGeneratedNever(); // rows of before have none
    }
}
