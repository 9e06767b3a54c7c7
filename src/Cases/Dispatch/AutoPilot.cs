using Gezhi.Cases.Contract;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Rules;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Dispatch;

/// <summary>Files what trusted channels report, and dispatches what one rule or the register of places in between decides. 自动立案与派遣</summary>
public sealed class AutoPilot(IServiceScopeFactory scopes) : IEventHandler
{
    /// <summary>Channels whose reports a rule may file by itself: people or systems on duty, never the public.</summary>
    private static readonly Channel[] Trusted = [Channel.GridPatrol, Channel.DigitalCity, Channel.Visit, Channel.Sensor];

    public string Name => "cases.auto-pilot";

    /// <remarks>What a resident reports is never filed by a rule, so most reports need no look.</remarks>
    public bool Wants(EventRow happened) =>
        CaseMoved.Of(happened) is { } moved
        && moved.Action switch
        {
            CaseAction.Report or CaseAction.Confirm => Trusted.Contains(moved.Channel),
            CaseAction.File => true,
            _ => false,
        };

    /// <remarks>The commands save by themselves; a repeated delivery finds the case already moved and does nothing.</remarks>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var subject = await db.CaseToRead(happened.SubjectId, ct) ?? throw new NotFound("case");
        var (isNew, isFiled) = (IsNew(subject), IsFiled(subject));
        if ((!isNew && !isFiled) || (isFiled && await IsChosen(subject.Id, db, ct)))
            return; // a person was faster: in most cases, so nothing is proposed before it is known
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GezhiDb>().In(happened.DistrictId);
        var system = Actor.System(happened.DistrictId);
        var proposal = await scope.ServiceProvider.GetRequiredService<ProposeDispatch>().Run(subject, null, ct);
        if (isNew && proposal?.Rule is { } rule && MayFile(rule, subject))
            await scope
                .ServiceProvider.GetRequiredService<FileCase>()
                .Run(subject.Id, new(subject.CategoryKey!, Version: subject.Version), system, ct);
        else if (isFiled && proposal is { MayDispatchItself: true })
            await scope.ServiceProvider.GetRequiredService<DispatchCase>().Run(subject.Id, new(Version: subject.Version), system, ct);
    }

    private static bool IsNew(Case subject) =>
        subject is { State: CaseState.Reported or CaseState.Confirmed, CategoryKey: not null } && Trusted.Contains(subject.Channel);

    private static bool IsFiled(Case subject) => subject is { State: CaseState.Filed, SendBackCount: 0, ReopenCount: 0, Lon: not null };

    /// <summary>Who filed has named the unit and dispatches in the next move.</summary>
    private static Task<bool> IsChosen(Guid caseId, GezhiDb db, CancellationToken ct) =>
        db.Timeline.AnyAsync(t => t.CaseId == caseId && t.Action == CaseAction.File && t.UnitCode != null, ct);

    private static bool MayFile(ResponsibilityRule rule, Case subject) =>
        rule.AutoFile && (!rule.NeedsConfirm || subject.State == CaseState.Confirmed) && subject.AreaCode.Length >= 15;
}
