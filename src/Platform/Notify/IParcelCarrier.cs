namespace Gezhi.Platform.Notify;

/// <summary>Takes parcels of one medium out of the house. 承运</summary>
public interface IParcelCarrier
{
    /// <summary>Which parcels it takes.</summary>
    string Medium { get; }

    /// <summary>Pauses after the first, second, third … failure; after the last one a person must look.</summary>
    IReadOnlyList<TimeSpan> Pauses { get; }

    /// <summary>Whether a parcel of which nobody knows whether it left may be sent once more. False: it is given up and a person decides.</summary>
    bool MaySendAgain(Parcel parcel);

    /// <summary>Whether what it held is kept after it has left, so that it can be sent again by hand.</summary>
    bool KeepsContent => false;

    /// <summary>Hands it over.</summary>
    /// <param name="parcel">Not to be changed; other parcels are on their way at the same time.</param>
    /// <param name="address">Opened; empty when the parcel has none.</param>
    /// <param name="content">Opened.</param>
    /// <returns>What the receiver answered, short: a status.</returns>
    /// <exception cref="MessageNotSent">Not taken.</exception>
    Task<string> Carry(Parcel parcel, string address, string content, CancellationToken ct);
}

/// <summary>Carries messages by the configured sender. 消息承运</summary>
internal sealed class MessageCarrier(string medium, IMessageSender sender) : IParcelCarrier
{
    public string Medium => medium;

    /// <summary>A gateway that is down for an hour loses nothing.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; } =
    [.. new double[] { .25, .5, 1, 2, 5, 10, 20, 30, 60 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>Twice is worse than late for everyday messages, late is worse than twice for urgent ones.</summary>
    public bool MaySendAgain(Parcel parcel) => parcel.IsUrgent || sender.KnowsIds(medium);

    public async Task<string> Carry(Parcel parcel, string address, string content, CancellationToken ct)
    {
        var more = parcel.Lines - Posting.MostLines;
        var text = more > 0 ? $"{content}\n… +{more}" : content;
        await sender.Send(new Outgoing(parcel.Id, medium, address, text, parcel.Title), ct);
        return "";
    }
}
