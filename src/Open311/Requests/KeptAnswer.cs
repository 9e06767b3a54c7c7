using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Open311.Requests;

/// <summary>What was answered to a question, or sent under a code of the other platform's own; read back by its sender alone. 提问答案</summary>
internal sealed class KeptAnswer : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>The case opened for the report.</summary>
    public Guid CaseId { get; init; }

    /// <summary>From 0, in the order in which they came.</summary>
    public int No { get; init; }

    /// <summary>As the client calls it.</summary>
    public string Code { get; init; } = "";

    /// <summary>As sent; of a choice its key.</summary>
    public string Value { get; init; } = "";
}

internal sealed class KeptAnswerTable : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> row)
    {
        row.ToTable("open311_answer");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.CaseId,
            a.No,
        });
        row.Property(a => a.Code).HasMaxLength(Answers.LongestCode * 2);
        row.Property(a => a.Value).HasMaxLength(Answers.LongestAnswer * 2);
    }
}
