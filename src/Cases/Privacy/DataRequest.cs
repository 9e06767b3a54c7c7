using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Privacy;

/// <summary>What somebody asks about data that are kept of them (个人信息保护法 art. 44–47). 个人信息请求类别</summary>
public enum DataRequestKind
{
    /// <summary>更正.</summary>
    Correct,

    /// <summary>撤回同意.</summary>
    Withdraw,

    /// <summary>删除.</summary>
    Erase,
}

/// <summary>How far a request is. 个人信息请求状态</summary>
public enum DataRequestState
{
    /// <summary>待答复.</summary>
    Waiting,

    /// <summary>已办.</summary>
    Done,

    /// <summary>不能办: with the reason.</summary>
    Refused,

    /// <summary>本人撤回.</summary>
    TakenBack,
}

/// <summary>A resident's request about the data that are kept of them, with its clock. 个人信息请求</summary>
public sealed class DataRequest : ITenantRow, IVersioned
{
    /// <summary>Working days within which it is answered (standards.md §9: practice, not law).</summary>
    public const int WorkingDays = 15;

    public const string PhoneField = "cases.data-request.phone";
    public const string WordsField = "cases.data-request.words";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The resident's account.</summary>
    public Guid ResidentId { get; init; }

    public DataRequestKind Kind { get; init; }

    /// <summary>Which kind of item; empty for everything.</summary>
    public string ItemKind { get; init; } = "";

    /// <summary>Null for everything.</summary>
    public Guid? ItemId { get; init; }

    /// <summary>The proved phone; taken away when the request is over.</summary>
    [Sensitive("找到本人的信息并答复", What = "电话", Until = "答复后立即删除", Field = PhoneField)]
    public byte[]? PhoneSealed { get; private set; }

    /// <summary>What they say; null for nothing, and taken away some time after the answer.</summary>
    [Sensitive("说明要更正什么", What = "请求说明", Until = "答复满设定天数（默认 180 天）自动删除", Field = WordsField)]
    public byte[]? WordsSealed { get; internal set; }

    public DateTime AskedAt { get; init; }

    /// <summary>UTC; the last working day's end.</summary>
    public DateTime DueAt { get; init; }

    public DataRequestState State { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Who answered; null while it waits and when the resident took it back.</summary>
    public Guid? EndedBy { get; private set; }

    /// <summary>For the resident; null while it waits and when taken back.</summary>
    public string? Answer { get; private set; }

    /// <summary>From how many items the data were taken.</summary>
    public int Erased { get; private set; }

    /// <summary>Resident, kind and item while it waits, so that nobody waits for the same twice; null when over.</summary>
    public string? Waits { get; private set; }

    public int Version { get; set; } = 1;

    internal DataRequest For(byte[] phoneSealed)
    {
        PhoneSealed = phoneSealed;
        Waits = $"{ResidentId:N} {Kind} {ItemId:N}";
        return this;
    }

    /// <exception cref="RuleViolation"><c>data.answered</c>.</exception>
    internal void End(DataRequestState state, string? answer, int erased, Guid? by, DateTime now)
    {
        if (State != DataRequestState.Waiting)
            throw new RuleViolation("data.answered");
        (State, Answer, Erased, EndedBy, EndedAt) = (state, answer, erased, by, now);
        (PhoneSealed, Waits) = (null, null);
    }
}

internal sealed class DataRequestTable : IEntityTypeConfiguration<DataRequest>
{
    public void Configure(EntityTypeBuilder<DataRequest> row)
    {
        row.ToTable("cases_data_request");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.ItemKind).HasMaxLength(32);
        row.Property(r => r.PhoneSealed).HasMaxLength(200);
        row.Property(r => r.WordsSealed).HasMaxLength(8000);
        row.Property(r => r.Answer).HasMaxLength(2000);
        row.Property(r => r.Waits).HasMaxLength(120);
        row.HasIndex(r => new { r.DistrictId, r.Waits }).IsUnique();
        row.HasIndex(r => new { r.DistrictId, r.ResidentId });
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.State,
            r.DueAt,
        });
    }
}
