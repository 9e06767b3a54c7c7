using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Contract;

/// <summary>Slot: modules above show a card of theirs on the page of a case that the reader may see. 案件插页</summary>
/// <remarks>The page asks one after the other; what is drawn is read already.</remarks>
/// <returns>Null when there is nothing to show.</returns>
public delegate Task<RenderFragment?> ReadCasePanel(Guid caseId, Actor actor, CancellationToken ct);

/// <summary>Slot: modules above show on the worklist what the units of the reader owe besides cases. 台账插页</summary>
/// <param name="unitCodes">Units that the reader chose, of their own.</param>
/// <returns>Null when there is nothing to show.</returns>
public delegate Task<RenderFragment?> ReadUnitPanel(IReadOnlyList<string> unitCodes, Actor actor, CancellationToken ct);
