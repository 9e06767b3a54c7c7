using Gezhi.Cases.Contract;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Reporting;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Channels;

/// <summary>Takes down what a leader instructs: a case that is supervised from its first minute, with a date by which the leader is answered. 领导交办</summary>
public sealed class TakeInstruction(CaseDesk desk, CreateReport create, RemarkCase remarks, Staffing staffing)
{
    private const int MostPosts = 20_000;

    /// <param name="LeaderId">Account of the leader; holds a leader's post today.</param>
    /// <param name="Text">What was instructed.</param>
    /// <param name="AnswerBy">UTC; until when the leader is answered; null: one working day.</param>
    /// <param name="DocumentNo">交办文号.</param>
    public sealed record Command(
        Guid LeaderId,
        [property: Needed, Longest(8000)] string Text,
        DateTime? AnswerBy = null,
        double? Lon = null,
        double? Lat = null,
        string? PlaceText = null,
        string? Phone = null,
        bool IsUrgent = false,
        string? DocumentNo = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapReport<TakeInstruction, Command>(
                "/instructions",
                (f, command, files, key, actor, ct) => f.Run(command, files, key, actor, ct)
            )
            .WithSummary("领导交办 · A leader instructs");

    /// <summary>Who may instruct: the leaders of the district today.</summary>
    public async Task<IReadOnlyList<StaffView>> Leaders(CancellationToken ct) =>
        [
            .. (await staffing.Below(desk.Db.DistrictId.ToString(System.Globalization.CultureInfo.InvariantCulture), MostPosts, ct))
                .Where(p => p.Role == Role.Leader)
                .DistinctBy(p => p.AccountId),
        ];

    /// <exception cref="InvalidInput">No such leader, or the date has passed.</exception>
    public async Task<CreateReport.Receipt> Run(
        Command command,
        IReadOnlyList<IncomingFile> files,
        string? key,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        var leader =
            (await Leaders(ct)).FirstOrDefault(l => l.AccountId == command.LeaderId)
            ?? throw new InvalidInput("LeaderId", "instruction.leader");
        var by = command.AnswerBy?.ToUniversalTime().CutToMilliseconds();
        if (by <= desk.Now)
            throw new InvalidInput("AnswerBy", "input.past");
        var report = new CreateReport.Command(
            Channel.Leader,
            command.Text,
            command.Lon,
            command.Lat,
            PlaceText: command.PlaceText,
            Phone: command.Phone,
            IsUrgent: command.IsUrgent,
            ChannelNo: command.DocumentNo
        );
        var receipt = await create.Run(report, files, key, actor, ct);
        await Supervise(receipt.CaseId, leader, command.Text, by, actor, ct);
        return receipt;
    }

    /// <summary>Once, also when the same instruction is sent twice, or the process died in between and it is sent again.</summary>
    private async Task Supervise(Guid caseId, StaffView leader, string text, DateTime? by, Actor actor, CancellationToken ct)
    {
        desk.Db.Forget();
        if (await desk.Db.Set<Order>().AnyAsync(o => o.CaseId == caseId && o.GivenBy == leader.AccountId, ct))
            return;
        var subject = await desk.Db.Cases.FirstAsync(c => c.Id == caseId, ct);
        var step = desk.StepFor(Permission.TakeReport, subject, actor, $"{leader.Title}交办：{Platform.Text.TextElements.Cut(text, 500)}");
        subject.Remark(CaseAction.Supervise, step);
        remarks.Demand(subject, CaseAction.Supervise, leader.AccountId, by, step);
        await desk.Save(subject, ct);
    }
}
