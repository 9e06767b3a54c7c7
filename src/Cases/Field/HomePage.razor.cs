using Gezhi.Cases.Contract;
using Gezhi.Cases.Handling;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Field;

public sealed partial class HomePage
{
    private const int MapHeight = 248;
    private const int CardHeight = 116;

    /// <summary>Where the headline takes two lines, and the first pin stands below it.</summary>
    private const int TallCardHeight = 144;
    private const int SheetHeight = 38;

    private FieldTask[] tasks = [];
    private int done;
    private IReadOnlyList<MorningPlace> mornings = [];
    private readonly List<FieldErrand> errands = [];
    private FieldSheet sheet = null!;

    [Inject]
    private ReadTasks Tasks { get; set; } = null!;

    [Inject]
    private ReadGround Ground { get; set; } = null!;

    [Inject]
    private ReadMorningPlaces Mornings { get; set; } = null!;

    [Inject]
    private IEnumerable<IFieldErrands> Errands { get; set; } = null!;

    [Inject]
    private AcceptCase Accepting { get; set; } = null!;

    [Inject]
    private GoToCase Going { get; set; } = null!;

    /// <summary>What was just done, see FieldSaid; null for nothing.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    /// <summary>Receipt number of what was just reported.</summary>
    [SupplyParameterFromQuery(Name = "no")]
    private string? No { get; set; }

    protected override async Task Fetch()
    {
        var grids = Ground.Run(Actor);
        tasks = [.. await Tasks.Run(Actor, Here ?? ReadGround.Middle(grids), Now, Aborted)];
        done = await Tasks.DoneToday(Actor, Now, Aborted);
        mornings = await Mornings(Actor, Aborted);
        foreach (var source in Errands.OrderBy(e => e.Order))
            if (await source.Of(Actor, T, Aborted) is { } errand)
                errands.Add(errand);
        sheet = new FieldSheet(grids, tasks, Here, MapHeight, IsLong(GroundName) ? TallCardHeight : CardHeight, SheetHeight);
    }

    /// <summary>Takes the case or sets out: the two steps that need no further page.</summary>
    private Task Step() =>
        Try(async () =>
        {
            var form = Http!.Request;
            if (!Guid.TryParse(Sent("id"), out var id))
                throw new InvalidInput("id", "input.unreadable");
            if (Sent("do") == nameof(TaskStep.Accept))
            {
                var (command, _) = await FormOrJson.Read<AcceptCase.Command>(form, Aborted);
                await Accepting.Run(id, command, Actor, Aborted);
                return "/field?said=accepted";
            }
            var (going, _) = await FormOrJson.Read<GoToCase.Command>(form, Aborted);
            await Going.Depart(id, going, Actor, Aborted);
            return "/field?said=departed";
        });

    private static bool IsLong(string name) => name.Sum(letter => letter > '\u2e80' ? 2 : 1) > 30;

    private string Whereabouts(FieldTask task)
    {
        var place = task.PlaceText.Length > 0 ? Areas.Place(task.PlaceText) : Areas.Name(task.AreaCode);
        return Here is { } here && task.Place is { } there ? $"{place} · {Words.Distance(Coordinates.DistanceMetres(here, there))}" : place;
    }
}
