namespace AdaptiveML.Streams;

/// <summary>The steps by which a store changes its files, each of which can fail.</summary>
internal enum FileStep
{
    /// <summary>Bytes are written at the end of a file. A failure may leave a first part of them.</summary>
    Write,

    /// <summary>A file's bytes are made to last.</summary>
    Flush,

    /// <summary>A folder's entries are made to last.</summary>
    FlushFolder,

    /// <summary>A new file takes its name.</summary>
    Rename,

    /// <summary>A file is deleted.</summary>
    Delete,

    /// <summary>A torn end is cut off.</summary>
    Truncate,
}
