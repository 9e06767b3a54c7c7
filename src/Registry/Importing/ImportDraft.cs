using Gezhi.Registry.Addresses;
using Gezhi.Registry.Contract;

namespace Gezhi.Registry.Importing;

/// <summary>One row on its way into the registry. 导入草稿</summary>
internal class ImportDraft(int rowNo)
{
    public int RowNo => rowNo;

    /// <summary>What tells it from other rows of the file; null when nothing does.</summary>
    public string? Key { get; set; }

    /// <summary>Null: to be taken as new.</summary>
    public NoteState? State { get; set; }

    public string? Code { get; set; }
    public string? Field { get; set; }
    public Guid? RecordId { get; set; }
    public RecordKind? RecordKind { get; set; }
    public int? OfRow { get; set; }
    public List<string> Fills { get; } = [];
    public List<string> Differs { get; } = [];
    public int? FilledVersion { get; set; }

    public AddressParts Address { get; set; } = AddressParts.None;

    /// <summary>As written in the row, checked; null when nothing stands there.</summary>
    public string? Area { get; set; }

    /// <summary>The building it lies in; null when none is named or it is yet to be added.</summary>
    public KnownBuilding? Building { get; set; }

    public double? Lon { get; set; }
    public double? Lat { get; set; }

    /// <summary>The record is in the registry already.</summary>
    public void Know(RecordKind kind, Guid id) => (State, Code, Field, RecordKind, RecordId) = (NoteState.Known, null, null, kind, id);

    public void Refuse(string code, string? field = null) => (State, Code, Field) = (NoteState.Refused, code, field);

    /// <summary>Compares what the file says with what the registry knows.</summary>
    /// <returns>True: the registry has nothing and the file has.</returns>
    public bool Compare(string field, object? file, object? known)
    {
        if (file is null or "" || Equals(file, known))
            return false;
        var isFill = known is null or "";
        (isFill ? Fills : Differs).Add(field);
        return isFill;
    }
}
