using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Projects;

/// <summary>Reads projects, for staff and for everybody. 攻坚查询</summary>
public sealed class ReadProjects(CouncilDesk desk, KeepProject keeping)
{
    public const int PageSize = 100;

    /// <param name="Done">Milestones that are done.</param>
    /// <param name="DaysLate">Of the milestone that is latest, against the day that was said first; 0: none is late.</param>
    public sealed record Row(Project Of, string AreaName, string UnitName, int Done, int Milestones, int DaysLate, Milestone? Next);

    /// <param name="Case">Null when it belongs to none, or not to one that the reader may see.</param>
    /// <param name="Tally">Null before those it serves were asked.</param>
    /// <param name="Reasons">What those said who said no; for staff.</param>
    public sealed record View(
        Row Row,
        IReadOnlyList<Milestone> Milestones,
        IReadOnlyList<CouncilFile> Photos,
        ConferredCase? Case,
        KeepProject.Tally? Tally,
        IReadOnlyList<string> Reasons,
        bool MayLead,
        bool MayWork
    );

    /// <summary>A project as data.</summary>
    public sealed record ProjectLine(
        Guid Id,
        string No,
        string Title,
        string AreaCode,
        string UnitCode,
        string LeaderTitle,
        long? BudgetFen,
        string State,
        DateTime? PublicSince,
        int Done,
        int Milestones,
        int DaysLate,
        int Version
    )
    {
        internal static ProjectLine Of(Row row) =>
            new(
                row.Of.Id,
                row.Of.No,
                row.Of.Title,
                row.Of.AreaCode,
                row.Of.UnitCode,
                row.Of.LeaderTitle,
                row.Of.BudgetFen,
                row.Of.State.ToString(),
                row.Of.PublicSince,
                row.Done,
                row.Milestones,
                row.DaysLate,
                row.Of.Version
            );
    }

    public sealed record ProjectLines(IReadOnlyList<ProjectLine> Items);

    public sealed record MilestoneLine(
        Guid Id,
        int No,
        string Title,
        DateOnly FirstDueOn,
        DateOnly DueOn,
        DateOnly? DoneOn,
        int Moves,
        int Version
    );

    /// <param name="Tally">Null before those it serves were asked.</param>
    public sealed record ProjectData(ProjectLine Project, IReadOnlyList<MilestoneLine> Milestones, KeepProject.Tally? Tally);

    public static void Map(IEndpointRouteBuilder projects)
    {
        projects
            .MapGet(
                "",
                async (ReadProjects feature, Actor actor, CancellationToken ct) =>
                    new ProjectLines([.. (await feature.List(actor, ct)).Select(ProjectLine.Of)])
            )
            .WithSummary("攻坚项目 · Projects");
        projects
            .MapGet(
                "/{projectId:guid}",
                async (Guid projectId, ReadProjects feature, Actor actor, CancellationToken ct) =>
                {
                    var view = await feature.One(projectId, actor, ct);
                    return new ProjectData(
                        ProjectLine.Of(view.Row),
                        [
                            .. view.Milestones.Select(m => new MilestoneLine(
                                m.Id,
                                m.No,
                                m.Title,
                                m.FirstDueOn,
                                m.DueOn,
                                m.DoneOn,
                                m.Moves,
                                m.Version
                            )),
                        ],
                        view.Tally
                    );
                }
            )
            .WithSummary("攻坚项目详情 · One project");
    }

    /// <summary>Those the actor leads or works at; open ones first.</summary>
    public async Task<IReadOnlyList<Row>> List(Actor actor, CancellationToken ct)
    {
        var units = CouncilDesk.UnitsOf(actor);
        var found = desk
            .Db.Set<Project>()
            .AsNoTracking()
            .InAreas(CouncilDesk.AreasOf(actor), p => p.AreaCode, p => units.Contains(p.UnitCode));
        return await Rows(await found.OrderByDescending(p => p.StartedAt).ThenBy(p => p.Id).Take(PageSize).ToListAsync(ct), ct);
    }

    /// <summary>What everybody may see.</summary>
    public async Task<IReadOnlyList<Row>> Public(CancellationToken ct) =>
        await Rows(
            await desk
                .Db.Set<Project>()
                .AsNoTracking()
                .Where(p => p.PublicSince != null)
                .OrderByDescending(p => p.StartedAt)
                .ThenBy(p => p.Id)
                .Take(PageSize)
                .ToListAsync(ct),
            ct
        );

    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    public async Task<View> One(Guid projectId, Actor actor, CancellationToken ct)
    {
        var project = await desk.Db.Set<Project>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == projectId, ct);
        return project is not null && ProjectScope.Sees(project, actor) ? await Told(project, actor, ct) : throw new NotFound("project");
    }

    /// <summary>The public page: nothing that only staff may read.</summary>
    /// <exception cref="NotFound">No such project is public.</exception>
    public async Task<View> Public(string no, CancellationToken ct)
    {
        var project =
            await desk.Db.Set<Project>().AsNoTracking().FirstOrDefaultAsync(p => p.No == no && p.PublicSince != null, ct)
            ?? throw new NotFound("project");
        var view = await Told(project, Actor.Anonymous(project.DistrictId), ct);
        return view with { Photos = [.. view.Photos.Where(p => p.ClearedAt is not null)], Case = null, Reasons = [] };
    }

    private async Task<View> Told(Project project, Actor actor, CancellationToken ct)
    {
        var milestones = await desk
            .Db.Set<Milestone>()
            .AsNoTracking()
            .Where(m => m.ProjectId == project.Id)
            .OrderBy(m => m.No)
            .ToListAsync(ct);
        var photos = await desk
            .Db.Set<CouncilFile>()
            .AsNoTracking()
            .Where(f => f.SubjectId == project.Id)
            .OrderBy(f => f.At)
            .ThenBy(f => f.FileHash)
            .ToListAsync(ct);
        var tally = project.AcceptingSince is null ? null : await keeping.Count(project.Id, ct);
        var mayLead = CouncilDesk.Holds(actor, project.AreaCode);
        var reasons = mayLead
            ? await desk
                .Db.Set<Voice>()
                .Where(v => v.ProjectId == project.Id && v.Reason != null)
                .OrderByDescending(v => v.Round)
                .ThenBy(v => v.CodeHash) // in no order of time
                .Select(v => v.Reason!)
                .Take(PageSize)
                .ToListAsync(ct)
            : [];
        return new View(
            (await Rows([project], ct)).Single(),
            milestones,
            photos,
            project.CaseId is { } caseId && actor.Kind == ActorKind.Staff && await desk.Cases.Of([caseId], actor, ct) is [var about]
                ? about
                : null,
            tally,
            reasons,
            mayLead,
            mayLead || CouncilDesk.UnitPost(actor, project.UnitCode) is not null
        );
    }

    private async Task<IReadOnlyList<Row>> Rows(List<Project> projects, CancellationToken ct)
    {
        var ids = projects.ConvertAll(p => p.Id);
        var all = (await desk.Db.Set<Milestone>().AsNoTracking().Where(m => ids.Contains(m.ProjectId)).ToListAsync(ct)).ToLookup(m =>
            m.ProjectId
        );
        var rows = new List<Row>(projects.Count);
        foreach (var one in projects.OrderByDescending(p => p.IsOpen))
            rows.Add(
                new Row(
                    one,
                    desk.AreaName(one.AreaCode),
                    await desk.UnitName(one.UnitCode, ct),
                    all[one.Id].Count(m => m.DoneOn is not null),
                    all[one.Id].Count(),
                    one.IsOpen ? all[one.Id].Where(m => m.DoneOn is null).Select(m => m.DaysLate(desk.Today)).DefaultIfEmpty(0).Max() : 0,
                    all[one.Id].Where(m => m.DoneOn is null).OrderBy(m => m.No).FirstOrDefault()
                )
            );
        return rows;
    }
}
